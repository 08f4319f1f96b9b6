import { describe, expect, test } from 'vitest';
import { DEFAULT_RULES, ruleFor } from './letter-rules.ts';
import { parseLetterRules } from './parse-letter-rules.ts';

function rules(streams: string, fields = '') {
  const parsed = parseLetterRules(streams, fields);
  if (!parsed.ok) throw new Error(parsed.sentence);
  return parsed.value;
}

describe('names that are known', () => {
  test.each([
    ['orders:dlq', 'orders', null],
    ['{orders}:dlq', 'orders', null],
    ['{a}:orders:dlq', '{a}:orders', null],
    ['dramatiq:dlq:mails', 'dramatiq:stream:mails', 'dramatiq'],
    ['orders:dead-letter', 'orders', 'Wolverine'],
    ['FAILED_MESSAGES', null, 'Moleculer'],
    ['shop.FAILED_MESSAGES', null, 'Moleculer'],
    ['poison_queue', null, 'Watermill'],
    ['orders-dlq', 'orders', null],
    ['dlq', null, null],
  ] as const)('%s came from %s', (stream, origin, library) => {
    expect(ruleFor(DEFAULT_RULES, stream)).toMatchObject({ origin, rule: { library } });
  });

  test.each(['orders', 'orders:failed', 'dlq:orders2', ':dlq', 'orders:DLQ', 'orders:dlq2'])('%s is none', (stream) => {
    expect(ruleFor(DEFAULT_RULES, stream)).toBeUndefined();
  });
});

describe('rules of one’s own', () => {
  test('come first, and leave out what is not meant', () => {
    const own = rules('failed:* => jobs:*, *:failed, !audit:dlq', 'error=why error=cause id=src');
    expect(ruleFor(own, 'failed:mails')).toMatchObject({ origin: 'jobs:mails' });
    expect(ruleFor(own, 'mails:failed')).toMatchObject({ origin: null });
    expect(ruleFor(own, 'audit:dlq')).toBeUndefined();
    expect(ruleFor(own, 'orders:dlq')).toMatchObject({ origin: 'orders' });
    expect(own.fields).toEqual({ error: ['why', 'cause'], id: ['src'] });
  });

  test.each([
    ['*', 'would take every stream'],
    ['a** => b', 'two stars'],
    ['*:x => *:*', 'more stars than the pattern'],
    ['a => b => c', 'more than one =>'],
    ['a =>', 'origin behind => is missing'],
    ['!a => b', 'has no origin'],
    ['a\\b', 'backslash'],
    ['*a*b*c*d*', 'more than 4 stars'],
    ['x'.repeat(300), 'longer than 256'],
    [Array.from({ length: 60 }, (_, at) => `d${at}`).join(), 'too many'],
  ])('%s cannot be used, and it is said why', (text, why) => {
    const parsed = parseLetterRules(text, '');
    expect(parsed).toMatchObject({ ok: false });
    expect(parsed.ok ? '' : parsed.sentence).toContain(why);
  });

  test.each(['why', 'cause=x', 'error=', 'error=\\q'])('the field %s cannot be used', (text) => {
    expect(parseLetterRules('', text).ok).toBe(false);
  });

  test('nothing given is what Weir knows', () => {
    expect(rules(' , ', ' ').streams).toEqual(DEFAULT_RULES.streams);
  });
});
