import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readableFromBytes } from '../names/readable-name.ts';
import { DEFAULT_RULES } from './letter-rules.ts';
import { ORIGIN_FIELDS } from './origin-fields.ts';
import { parseLetterRules } from './parse-letter-rules.ts';
import { readLetter } from './read-letter.ts';

const utf8 = (text: string) => readableFromBytes(new TextEncoder().encode(text));
const read = (stream: string, fields: readonly (readonly [string, string])[]) =>
  readLetter(DEFAULT_RULES, stream, fields);
const text = (word: string) => [0xa0 | word.length, ...new TextEncoder().encode(word)];
const nothing = {
  writtenBy: null,
  origin: null,
  originalId: null,
  group: null,
  consumer: null,
  deliveries: null,
  error: null,
  failedAt: null,
};

describe('conventions', () => {
  test('Weir', () => {
    const values = ['payments:events', '17-3', 'ledger', 'ledger-2', '17', '1795183767880', 'amount is null'];
    const fields = [['type', 'x'] as const, ...ORIGIN_FIELDS.map((name, at) => [name, values[at] ?? ''] as const)];
    expect(read('anything', fields)).toEqual({
      writtenBy: 'Weir',
      origin: 'payments:events',
      originalId: '17-3',
      group: 'ledger',
      consumer: 'ledger-2',
      deliveries: 17,
      error: 'amount is null',
      failedAt: 1_795_183_767_880,
    });
  });

  test('Moleculer: a header of JSON', () => {
    const headers = {
      'x-original-id': '5-0',
      'x-original-channel': 'order.created',
      'x-original-group': 'mail',
      'x-error-message': 'no such\nuser',
      'x-error-timestamp': 1_700_000_000_000,
    };
    const fields = [
      ['payload', '{}'],
      ['headers', utf8(JSON.stringify(headers))],
    ] as const;
    expect(read('FAILED_MESSAGES', fields)).toEqual({
      ...nothing,
      writtenBy: 'Moleculer',
      origin: 'order.created',
      originalId: '5-0',
      group: 'mail',
      error: 'no such',
      failedAt: 1_700_000_000_000,
    });
  });

  test('Wolverine: fields, and the name of the stream', () => {
    const fields = [
      ['envelope', '\\x01'],
      ['exception-type', 'System.TimeoutException'],
      ['exception-message', 'The operation has timed out.'],
      ['failed-at', '1700000000000'],
      ['attempts', '3'],
      ['original-destination', 'redis://stream/0/orders'],
    ] as const;
    expect(read('orders:dead-letter', fields)).toMatchObject({
      writtenBy: 'Wolverine',
      origin: 'orders',
      deliveries: 3,
      error: 'The operation has timed out.',
      failedAt: 1_700_000_000_000,
    });
  });

  test('dramatiq: JSON with a traceback, of which the last line counts', () => {
    const message = {
      queue_name: 'mails',
      options: { retries: 2, traceback: 'Traceback:\n  File x\nValueError: no\n' },
    };
    const fields = [['data', utf8(JSON.stringify(message))]] as const;
    expect(read('dramatiq:dlq:mails', fields)).toMatchObject({
      writtenBy: 'dramatiq',
      origin: 'dramatiq:stream:mails',
      deliveries: 2,
      error: 'ValueError: no',
    });
    expect(read('orders:dlq', fields)).toMatchObject({ writtenBy: null, error: null });
  });

  test('Watermill: metadata in MessagePack', () => {
    const bytes = [
      0x82,
      ...text('reason_poisoned'),
      ...text('bad input'),
      ...text('topic_poisoned'),
      ...text('orders'),
    ];
    const fields = [
      ['_watermill_message_uuid', 'u'],
      ['metadata', readableFromBytes(Uint8Array.from(bytes))],
      ['payload', 'p'],
    ] as const;
    expect(read('poison_queue', fields)).toMatchObject({
      writtenBy: 'Watermill',
      origin: 'orders',
      error: 'bad input',
    });
  });

  test('a name many use, and a field many use', () => {
    expect(read('orders:dlq', [['error', 'timeout\\x0aat line 3']])).toEqual({
      ...nothing,
      origin: 'orders',
      error: 'timeout',
    });
    expect(read('elsewhere', [['a', 'b']])).toEqual(nothing);
  });

  test('fields named in the settings count before all others', () => {
    const parsed = parseLetterRules('', 'origin=src id=src_id error=why deliveries=tries');
    if (!parsed.ok) throw new Error(parsed.sentence);
    const fields = [
      ['error', 'not this'],
      ['why', 'this'],
      ['src', 'jobs'],
      ['src_id', '3-0'],
      ['tries', '4'],
    ] as const;
    expect(readLetter(parsed.value, 'x:dlq', fields)).toMatchObject({
      origin: 'jobs',
      originalId: '3-0',
      error: 'this',
      deliveries: 4,
    });
  });
});

test('no fields and no name make it fail, or guess an id or a number', () => {
  const name = fc.oneof(
    fc.constantFrom('headers', 'data', 'metadata', '_watermill_message_uuid', 'envelope', 'exception-type', 'error'),
    fc.string({ maxLength: 6 }),
  );
  const value = fc.oneof(
    fc.json().map(utf8),
    fc.uint8Array({ maxLength: 40 }).map(readableFromBytes),
    fc.constant('{"x-original-id":1,"x-original-channel":{}}'),
    fc.constant('{"options":{"traceback":[]}}'),
    fc.string({ maxLength: 400 }),
  );
  const streams = fc.oneof(fc.constantFrom('a:dlq', 'a:dlq:b', 'FAILED_MESSAGES'), fc.string({ maxLength: 8 }));
  fc.assert(
    fc.property(streams, fc.array(fc.tuple(name, value), { maxLength: 6 }), (stream, fields) => {
      const letter = read(stream, fields);
      expect(letter.deliveries === null || Number.isSafeInteger(letter.deliveries)).toBe(true);
      expect(letter.error === null || letter.error.length <= 201).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
