import { parseEntryId } from '../entries/entry-id.ts';
import { bytesFromReadable, readableFromBytes } from '../names/readable-name.ts';
import type { Letter } from './letter.ts';
import { ruleFor, type LetterFact, type LetterRules } from './letter-rules.ts';
import { originWritten, wholeNumber } from './origin-fields.ts';
import { packedMap } from './packed-map.ts';

type Fields = readonly (readonly [name: string, value: string])[];
type Found = Partial<Letter>;

const ERROR_LENGTH = 200;
// What libraries without a convention of their own, and people, call it.
const ERROR_NAMES = ['error', 'error_message', 'reason', 'exception'];
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Reads where a dead letter came from and why it failed. What the entry says counts before what the name tells. */
export function readLetter(rules: LetterRules, stream: string, fields: Fields): Letter {
  const match = ruleFor(rules, stream);
  const found = bySettings(rules, fields) ?? byWeir(fields) ?? byMoleculer(fields) ?? byWolverine(fields);
  const read = found ?? byWatermill(fields) ?? byDramatiq(match?.rule.library ?? null, fields) ?? byCommonNames(fields);
  return {
    writtenBy: read.writtenBy ?? null,
    origin: read.origin ?? match?.origin ?? null,
    originalId: read.originalId ?? null,
    group: read.group ?? null,
    consumer: read.consumer ?? null,
    deliveries: read.deliveries ?? null,
    error: read.error ?? null,
    failedAt: read.failedAt ?? null,
  };
}

function bySettings({ fields: named }: LetterRules, fields: Fields): Found | undefined {
  const value = (fact: LetterFact): string | undefined => {
    for (const name of named[fact] ?? []) {
      const text = valueOf(fields, name);
      if (text !== undefined) return text;
    }
    return undefined;
  };
  const read: Found = {
    origin: value('origin') ?? null,
    originalId: parseEntryId(value('id') ?? '') ?? null,
    group: value('group') ?? null,
    consumer: value('consumer') ?? null,
    deliveries: wholeNumber(value('deliveries') ?? ''),
    error: firstLine(value('error')),
    failedAt: wholeNumber(value('at') ?? ''),
  };
  return Object.values(read).every((each) => each === null) ? undefined : read;
}

function byWeir(fields: Fields): Found | undefined {
  const written = originWritten(fields);
  if (written === undefined) return undefined;
  return {
    writtenBy: 'Weir',
    origin: written.stream === '' ? null : written.stream,
    originalId: written.id,
    group: written.group,
    consumer: written.consumer,
    deliveries: written.deliveries,
    error: firstLine(written.reason),
    failedAt: written.at,
  };
}

/** Moleculer channels keep it in a header of JSON; its newer versions the error too. */
function byMoleculer(fields: Fields): Found | undefined {
  const headers = jsonObject(valueOf(fields, 'headers'));
  if (headers === undefined || !('x-original-id' in headers || 'x-original-channel' in headers)) return undefined;
  const text = (name: string): string | undefined => (typeof headers[name] === 'string' ? headers[name] : undefined);
  const number = (name: string): number | null =>
    wholeNumber(typeof headers[name] === 'number' ? String(headers[name]) : (text(name) ?? ''));
  return {
    writtenBy: 'Moleculer',
    origin: readable(text('x-original-channel')),
    originalId: parseEntryId(text('x-original-id') ?? '') ?? null,
    group: readable(text('x-original-group')),
    deliveries: number('x-redelivered-count'),
    error: firstLine(readable(text('x-error-message')) ?? undefined),
    failedAt: number('x-error-timestamp'),
  };
}

/** Wolverine names its destination as an address, so the stream's own name tells the origin. */
function byWolverine(fields: Fields): Found | undefined {
  const type = valueOf(fields, 'exception-type');
  if (type === undefined || valueOf(fields, 'envelope') === undefined) return undefined;
  return {
    writtenBy: 'Wolverine',
    deliveries: wholeNumber(valueOf(fields, 'attempts') ?? ''),
    error: firstLine(valueOf(fields, 'exception-message') || type),
    failedAt: wholeNumber(valueOf(fields, 'failed-at') ?? ''),
  };
}

/** Watermill's poison queue adds to the metadata, a map in MessagePack. */
function byWatermill(fields: Fields): Found | undefined {
  if (valueOf(fields, '_watermill_message_uuid') === undefined) return undefined;
  const bytes = bytesFromReadable(valueOf(fields, 'metadata') ?? '');
  const metadata = bytes === undefined ? undefined : packedMap(bytes);
  if (metadata?.has('reason_poisoned') !== true) return undefined;
  return {
    writtenBy: 'Watermill',
    origin: readable(metadata.get('topic_poisoned')),
    error: firstLine(readable(metadata.get('reason_poisoned')) ?? undefined),
  };
}

/** dramatiq keeps its message as JSON; the last line of the traceback is the error. */
function byDramatiq(library: string | null, fields: Fields): Found | undefined {
  const message = library === 'dramatiq' ? jsonObject(valueOf(fields, 'data')) : undefined;
  const options = message?.['options'];
  if (typeof options !== 'object' || options === null) return undefined;
  const { traceback, retries } = options as Readonly<Record<string, unknown>>; // an object out of JSON
  const lines = typeof traceback === 'string' ? traceback.trim().split('\n') : [];
  return {
    writtenBy: 'dramatiq',
    deliveries: typeof retries === 'number' && Number.isSafeInteger(retries) ? retries : null,
    error: firstLine(readable(lines.at(-1)?.trim()) ?? undefined),
  };
}

function byCommonNames(fields: Fields): Found {
  for (const name of ERROR_NAMES) {
    const text = valueOf(fields, name);
    if (text !== undefined && text !== '') return { error: firstLine(text) };
  }
  return {};
}

/** The last field of the name: what was added to an entry stands behind what was there. */
function valueOf(fields: Fields, name: string): string | undefined {
  return fields.findLast((field) => field[0] === name)?.[1];
}

function firstLine(text: string | undefined): string | null {
  const line = text?.split('\\x0a')[0]?.replace(/\\x0d$/, '');
  if (line === undefined || line === '') return null;
  if (line.length <= ERROR_LENGTH) return line;
  // Not in the middle of an escape.
  return `${line.slice(0, ERROR_LENGTH).replace(/\\(?:x[0-9a-f]?)?$/, '')}…`;
}

function readable(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : readableFromBytes(encoder.encode(text));
}

function jsonObject(value: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const bytes = value?.startsWith('{') === true ? bytesFromReadable(value) : undefined;
  if (bytes === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(decoder.decode(bytes));
    // Sound: an object out of JSON has its own enumerable names only.
    return typeof parsed === 'object' && parsed !== null ? (parsed as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
