import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DEFAULT_RULES, type LetterRules } from '@weir/domain/dead-letters/letter-rules';
import { parseLetterRules } from '@weir/domain/dead-letters/parse-letter-rules';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { parseRedisUrl, type RedisAddress } from '@weir/redis/links/redis-address';
import { z } from 'zod';
import { connectionSchema, NOT_YET, settingSchemas } from './setting-schemas.ts';
import type { ConnectionSettings, Settings } from './settings.ts';

/** Settings, or every mistake at once; a mistake never repeats a value, for it may hold a password. */
export type SettingsResult =
  | { readonly settings: Settings; readonly mistakes: readonly never[] }
  | { readonly settings: undefined; readonly mistakes: readonly string[] };

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const DEFAULT_URL = 'redis://127.0.0.1:6379';

/** Reads the environment, and the file that WEIR_CONFIG names; the environment wins. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): SettingsResult {
  const mistakes: string[] = [];
  const notes: string[] = [];
  const { keys: fileKeys, connections } = readFile(environment['WEIR_CONFIG'], mistakes, notes);
  const given = { ...fileKeys, ...pickSettings(environment) };
  for (const [name, why] of Object.entries(NOT_YET)) if (given[name] !== undefined) mistakes.push(`${name} ${why}.`);

  mistakes.push(...strangers(environment));

  const parsed = z.object(settingSchemas).safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) mistakes.push(`${String(issue.path[0])} ${issue.message}.`);
  }
  const letters = lettersOf(parsed.data, mistakes);
  const readOnly = parsed.data?.WEIR_READ_ONLY ?? false;
  const built =
    connections === undefined
      ? [onlyConnection(given, parsed.data?.WEIR_STREAMS ?? [], readOnly, mistakes, notes)]
      : listedConnections(connections, readOnly, mistakes);
  if (connections !== undefined && given['WEIR_REDIS_URL'] !== undefined) {
    mistakes.push('WEIR_REDIS_URL and "connections" in the file of WEIR_CONFIG exclude each other: keep one.');
  }
  if (!parsed.success || mistakes.length > 0) return { settings: undefined, mistakes };
  const ready = parsed.data;
  return {
    mistakes: [],
    settings: {
      host: ready.WEIR_HOST,
      port: ready.WEIR_PORT,
      allowedHosts: ready.WEIR_ALLOWED_HOSTS.map((host) => host.toLowerCase()),
      dataDir: resolve(ready.WEIR_DATA_DIR),
      archiveDir: resolve(ready.WEIR_ARCHIVE_DIR ?? join(ready.WEIR_DATA_DIR, 'archive')),
      logLevel: ready.WEIR_LOG_LEVEL,
      readOnly,
      pollIntervalMs: ready.WEIR_POLL_INTERVAL_MS,
      budget: {
        coreShare: ready.WEIR_POLL_BUDGET_CORE_PERCENT / 100,
        commandsPerSecond: ready.WEIR_POLL_BUDGET_COMMANDS,
        bytesPerSecond: ready.WEIR_POLL_BUDGET_BYTES,
      },
      letters,
      history: {
        capBytes: ready.WEIR_HISTORY_MAX_MB * 1_000_000,
        pollsMs: ready.WEIR_HISTORY_POLLS_HOURS * HOUR_MS,
        minutesMs: ready.WEIR_HISTORY_MINUTES_DAYS * DAY_MS,
        hoursMs: ready.WEIR_HISTORY_HOURS_DAYS * DAY_MS,
      },
      metricsConsumers: ready.WEIR_METRICS_CONSUMERS,
      publicUrl: ready.WEIR_PUBLIC_URL,
      connections: built.filter((connection) => connection !== undefined),
      notes,
    },
  };
}

// Read by the tests and benchmarks, which start consoles of their own.
/** Mistakes of patterns and of fields are told apart, each under its own name. */
function lettersOf(
  given: { readonly WEIR_DEAD_LETTERS: string; readonly WEIR_DEAD_LETTER_FIELDS: string } | undefined,
  mistakes: string[],
): LetterRules {
  const { WEIR_DEAD_LETTERS: streams = '', WEIR_DEAD_LETTER_FIELDS: fields = '' } = given ?? {};
  for (const [name, parsed] of [
    ['WEIR_DEAD_LETTERS', parseLetterRules(streams, '')],
    ['WEIR_DEAD_LETTER_FIELDS', parseLetterRules('', fields)],
  ] as const) {
    if (!parsed.ok) mistakes.push(`${name}: ${parsed.sentence}`);
  }
  const rules = parseLetterRules(streams, fields);
  return rules.ok ? rules.value : DEFAULT_RULES;
}

const NOT_OURS = ['WEIR_CONFIG', 'WEIR_CHROMIUM', 'WEIR_TRUTH_SEED', 'WEIR_BENCH_ROUNDS', 'WEIR_BENCH_KEYS'];

// A misspelt WEIR_READ_ONLY that is passed over in silence would be a console that can write.
function strangers(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = [...Object.keys(settingSchemas), ...Object.keys(NOT_YET), ...NOT_OURS];
  return Object.keys(environment)
    .filter((name) => name.startsWith('WEIR_') && !known.includes(name))
    .map((name) => `${name} is no setting of Weir. See docs/guide/settings.md for the names there are.`);
}

type Given = Readonly<Record<string, unknown>>;

function pickSettings(environment: Readonly<Record<string, string | undefined>>): Given {
  const names = [...Object.keys(settingSchemas), ...Object.keys(NOT_YET)];
  return Object.fromEntries(names.filter((name) => environment[name]).map((name) => [name, environment[name]]));
}

function readFile(
  path: string | undefined,
  mistakes: string[],
  notes: string[],
): { keys: Given; connections?: unknown } {
  if (!path) return { keys: {} };
  const content = parseFile(path);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    mistakes.push('WEIR_CONFIG must name a readable file that holds one JSON object.');
    return { keys: {} };
  }
  if ((statSync(path).mode & 0o077) !== 0)
    notes.push('The file of WEIR_CONFIG can be read by other users of this machine.');
  const { connections, ...keys } = content as Given;
  for (const key of Object.keys(keys)) {
    if (!(key in settingSchemas) && !(key in NOT_YET))
      mistakes.push(`${key} in the file of WEIR_CONFIG is not a setting of Weir.`);
  }
  return connections === undefined ? { keys } : { keys, connections };
}

function parseFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function onlyConnection(
  given: Given,
  streams: readonly string[],
  readOnly: boolean,
  mistakes: string[],
  notes: string[],
): ConnectionSettings | undefined {
  const url = given['WEIR_REDIS_URL'];
  if (url === undefined) notes.push(`WEIR_REDIS_URL is not set: ${DEFAULT_URL} is used.`);
  const address = addressOf(typeof url === 'string' ? url : DEFAULT_URL, 'WEIR_REDIS_URL', mistakes);
  if (address === undefined) return undefined;
  return {
    id: 'main',
    name: address.label,
    kind: 'other',
    address,
    names: streams.filter((text) => !isPattern(text)),
    patterns: streams.filter((text) => isPattern(text)),
    readOnly,
  };
}

// A name that holds such a character itself goes into `names` of the file.
function isPattern(text: string): boolean {
  return /[*?[\]]/.test(text);
}

function listedConnections(list: unknown, readOnly: boolean, mistakes: string[]): (ConnectionSettings | undefined)[] {
  if (!Array.isArray(list) || list.length === 0) {
    mistakes.push('connections in the file of WEIR_CONFIG must be a list with at least one connection.');
    return [];
  }
  const ids = new Set<string>();
  return list.map((entry: unknown, index) => {
    const place = `connections[${index}]`;
    const parsed = connectionSchema.safeParse(entry);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const says = issue.code === 'unrecognized_keys' ? 'has a field that Weir does not know' : issue.message;
        mistakes.push(`${[place, ...issue.path].join('.')} ${says}.`);
      }
      return undefined;
    }
    const { id, url, name, kind, names, patterns } = parsed.data;
    if (ids.has(id)) mistakes.push(`${place}.id is used twice.`);
    ids.add(id);
    const address = addressOf(url, `${place}.url`, mistakes);
    if (address === undefined) return undefined;
    return {
      id,
      name: name ?? id,
      kind,
      address,
      names,
      patterns,
      readOnly: readOnly || (parsed.data.readOnly ?? false),
    };
  });
}

function addressOf(url: string, setting: string, mistakes: string[]): RedisAddress | undefined {
  try {
    return parseRedisUrl(url);
  } catch (error) {
    const says = error instanceof ConsoleError ? error.sentence : 'It cannot be read.';
    mistakes.push(`${setting}: ${says}`);
    return undefined;
  }
}
