import { describe, expect, test } from 'vitest';
import type { SeenEntry } from '../actions/seen-entry.ts';
import { plainSentence } from '../wire/plain-sentence.ts';
import { createTally } from './tally.ts';
import { restoringLines, staysSentence } from './undo-lines.ts';

const entry = (id: string, part: Partial<SeenEntry> = {}): SeenEntry => ({
  id: id as SeenEntry['id'],
  consumer: 'w 1',
  deliveries: 2,
  deliveredAt: 1_700_000_000_000,
  ...part,
});

describe('the lines of an undo', () => {
  test('put entries that were alike back in one command, with owner, time and deliveries', () => {
    const sample = [entry('1-0'), entry('2-0'), entry('3-0', { deliveries: 9 })];
    expect(restoringLines('s', 'g', { sample, count: 3 }, { force: false })).toEqual([
      'XCLAIM s g "w 1" 0 1-0 2-0 TIME 1700000000000 RETRYCOUNT 2 JUSTID',
      'XCLAIM s g "w 1" 0 3-0 TIME 1700000000000 RETRYCOUNT 9 JUSTID',
    ]);
  });

  test('say FORCE only for what is not pending, and how many more there are', () => {
    expect(restoringLines('s', 'g', { sample: [entry('1-0')], count: 1_285 }, { force: true })).toEqual([
      'XCLAIM s g "w 1" 0 1-0 TIME 1700000000000 RETRYCOUNT 2 FORCE JUSTID',
      '# and 1,284 entries more',
    ]);
  });

  test('leave the time out where idle time starts anew, and then take together what only that told apart', () => {
    const sample = [entry('1-0'), entry('2-0', { deliveredAt: 5 }), entry('3-0', { deliveries: 9 })];
    expect(restoringLines('s', 'g', { sample, count: 3 }, { force: false, idleAnew: true })).toEqual([
      'XCLAIM s g "w 1" 0 1-0 2-0 RETRYCOUNT 2 JUSTID',
      'XCLAIM s g "w 1" 0 3-0 RETRYCOUNT 9 JUSTID',
    ]);
  });

  test('what stays is said with its reasons, most first', () => {
    const tally = createTally();
    tally.stays({ id: entry('1-0').id, reason: 'other-owner', consumer: 'x' });
    for (const id of ['2-0', '3-0']) tally.stays({ id: entry(id).id, reason: 'not-pending' });
    const { stays } = tally.shows();
    const sentence = staysSentence(stays) ?? [];
    expect(plainSentence(sentence, 0)).toBe(
      '2 were acknowledged already, 1 was with another consumer by now: they stay as they are.',
    );
    expect(staysSentence({ reasons: [], sample: [] })).toBeNull();
  });
});

describe('the tally', () => {
  test('counts who gives to whom, most first, and keeps the first entries for the command line', () => {
    const tally = createTally();
    for (let at = 1; at <= 30; at += 1) tally.returns('new', entry(`${at}-0`, { consumer: at > 10 ? 'a' : 'b' }));
    tally.returns(null, entry('99-0', { consumer: 'null' }));
    expect(tally.count).toBe(31);
    expect(tally.sample).toHaveLength(20);
    expect(tally.shows().moves).toEqual([
      { now: 'new', before: 'a', count: 20 },
      { now: 'new', before: 'b', count: 10 },
      { now: null, before: 'null', count: 1 },
    ]);
  });
});
