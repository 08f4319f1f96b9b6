import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readSettings } from './read-settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'weir-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(content: unknown): string {
  const path = join(folder, `${Math.random().toString(36).slice(2)}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 });
  return path;
}

describe('settings', () => {
  test('nothing set is a console for the Redis of this machine, and says so', () => {
    const { settings } = readSettings({});
    expect(settings).toMatchObject({ host: '127.0.0.1', port: 7380, pollIntervalMs: 2_000, readOnly: false });
    expect(settings?.budget).toEqual({ coreShare: 0.01, commandsPerSecond: 20_000, bytesPerSecond: 8_388_608 });
    expect(settings?.connections.map(({ id, address }) => [id, address.label])).toEqual([['main', '127.0.0.1:6379']]);
    expect(settings?.notes).toEqual(['WEIR_REDIS_URL is not set: redis://127.0.0.1:6379 is used.']);
  });

  test('a misspelt setting is a mistake, not silence', () => {
    expect(readSettings({ WEIR_READONLY: '1' }).mistakes.join(' ')).toContain('WEIR_READONLY is no setting');
    expect(readSettings({ WEIR_READ_ONLY: '1', PATH: '/bin' }).mistakes).toEqual([]);
  });

  test('names and patterns of streams are told apart', () => {
    const { settings } = readSettings({ WEIR_REDIS_URL: 'redis://h', WEIR_STREAMS: 'orders, payments:*,,a?c' });
    expect(settings?.connections[0]).toMatchObject({ names: ['orders'], patterns: ['payments:*', 'a?c'] });
  });

  test('all mistakes are told together, each by the name of its setting', () => {
    const { settings, mistakes } = readSettings({
      WEIR_REDIS_URL: 'http://user:hunter2secret@h',
      WEIR_PORT: '70000',
      WEIR_HOST: '0.0.0.0',
      WEIR_POLL_INTERVAL_MS: 'fast',
      WEIR_READ_ONLY: 'maybe',
      WEIR_LOG_LEVEL: 'loud',
      WEIR_DATABASE_URL: 'postgres://x',
    });
    expect(settings).toBeUndefined();
    const named = new Set(mistakes.map((sentence) => sentence.split(/[ :]/, 1)[0]));
    expect(named).toEqual(
      new Set([
        'WEIR_DATABASE_URL',
        'WEIR_HOST',
        'WEIR_LOG_LEVEL',
        'WEIR_POLL_INTERVAL_MS',
        'WEIR_PORT',
        'WEIR_READ_ONLY',
        'WEIR_REDIS_URL',
      ]),
    );
    expect(mistakes.join()).not.toContain('hunter2');
  });

  test.each(['0.0.0.0', '::', '192.168.1.4', 'example.test', '127.0.0.1.example.test'])(
    '%s is refused as host',
    (host) => {
      expect(readSettings({ WEIR_HOST: host }).mistakes[0]).toMatch(/^WEIR_HOST must be a loopback address/);
    },
  );

  test.each(['127.0.0.1', 'localhost', '::1', '127.9.9.9'])('%s is accepted as host', (host) => {
    expect(readSettings({ WEIR_HOST: host }).settings?.host).toBe(host);
  });

  test('the export for Prometheus can be kept from having samples per consumer', () => {
    expect(readSettings({}).settings?.metricsConsumers).toBe(20_000);
    expect(readSettings({ WEIR_METRICS_CONSUMERS: '0' }).settings?.metricsConsumers).toBe(0);
    expect(readSettings({ WEIR_METRICS_CONSUMERS: '-1' }).mistakes[0]).toMatch(/^WEIR_METRICS_CONSUMERS must be/);
  });

  test('an empty value is as good as none', () => {
    expect(readSettings({ WEIR_PORT: '', WEIR_REDIS_URL: '' }).settings?.port).toBe(7380);
  });
});

test('how dead letters are recognised: mistakes in it are told one by one, under their own names', () => {
  const { settings } = readSettings({ WEIR_DEAD_LETTERS: 'failed:* => jobs:*', WEIR_DEAD_LETTER_FIELDS: 'error=why' });
  expect(settings?.letters.streams[0]).toMatchObject({ origin: 'jobs:*' });
  expect(settings?.letters.fields).toEqual({ error: ['why'] });
  const { mistakes } = readSettings({ WEIR_DEAD_LETTERS: '*', WEIR_DEAD_LETTER_FIELDS: 'why' });
  expect(mistakes).toHaveLength(2);
  expect(mistakes[0]).toMatch(/^WEIR_DEAD_LETTERS: "\*" cannot be used/);
  expect(mistakes[1]).toMatch(/^WEIR_DEAD_LETTER_FIELDS: "why"/);
});

describe('the file of WEIR_CONFIG', () => {
  test('holds the same keys and several connections; the environment wins', () => {
    const path = fileWith({
      WEIR_PORT: 8000,
      WEIR_POLL_INTERVAL_MS: 5_000,
      connections: [
        {
          id: 'prod',
          name: 'prod-eu-1',
          kind: 'production',
          url: 'rediss://weir:hunter2secret@r.test:6380',
          readOnly: true,
        },
        { id: 'stage', url: 'redis://10.1.2.3', patterns: ['orders*'] },
      ],
    });
    const { settings } = readSettings({ WEIR_CONFIG: path, WEIR_PORT: '9000' });
    expect(settings).toMatchObject({ port: 9_000, pollIntervalMs: 5_000 });
    expect(settings?.connections).toMatchObject([
      {
        id: 'prod',
        name: 'prod-eu-1',
        kind: 'production',
        readOnly: true,
        address: { label: 'r.test:6380', tls: true },
      },
      { id: 'stage', name: 'stage', kind: 'other', readOnly: false, patterns: ['orders*'] },
    ]);
    expect(JSON.stringify(settings)).not.toContain('hunter2secret');
  });

  test('every mistake of every connection is told by its place, without the address', () => {
    const path = fileWith({
      WEIR_PROT: 1,
      connections: [
        { id: 'Prod!', url: 'http://u:hunter2secret@h', kind: 'live' },
        { id: 'a', url: 'redis://h', colour: 'red' },
        { id: 'b', url: 'redis://:hunter2secret@h:99999' },
      ],
    });
    const { mistakes } = readSettings({ WEIR_CONFIG: path });
    const text = mistakes.join('\n');
    for (const place of [
      'WEIR_PROT',
      'connections[0].id',
      'connections[0].kind',
      'connections[1]',
      'connections[2].url',
    ]) {
      expect(text).toContain(place);
    }
    expect(text).not.toContain('hunter2secret');
  });

  test.each(['not json', '[]', 'null'])('content that is no object is one clear mistake: %s', (content) => {
    expect(readSettings({ WEIR_CONFIG: fileWith(content) }).mistakes).toEqual([
      'WEIR_CONFIG must name a readable file that holds one JSON object.',
    ]);
  });

  test('two connections of one id, and a list beside WEIR_REDIS_URL, are mistakes', () => {
    const path = fileWith({
      connections: [
        { id: 'a', url: 'redis://h' },
        { id: 'a', url: 'redis://h' },
      ],
    });
    const { mistakes } = readSettings({ WEIR_CONFIG: path, WEIR_REDIS_URL: 'redis://h' });
    expect(mistakes).toHaveLength(2);
    expect(mistakes[0]).toBe('connections[1].id is used twice.');
  });
});
