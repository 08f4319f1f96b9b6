import { describe, expect, test } from 'vitest';
import { unknown } from '../known/known.ts';
import { plainSentence } from '../wire/plain-sentence.ts';
import { consumerContext, judgeConsumer } from './judge-consumer.ts';
import { Rehearsal } from './rehearsal.ts';

function judged(play: Rehearsal, name: string) {
  const situation = play.situation();
  const list = situation.group.consumerList;
  const consumer = { consumer: name, pending: 0, lastCallAt: play.at, lastGotWorkAt: unknown('old') } as const;
  const found = list.known ? list.value.consumers.find((one) => one.consumer === name) : undefined;
  const { status, level, reason } = judgeConsumer(found ?? consumer, consumerContext(situation));
  return { status, level, reason: plainSentence(reason, play.at) };
}

describe('a consumer', () => {
  test('that calls and holds something is active, with nothing to say', () => {
    const play = new Rehearsal();
    play.add(5);
    play.read('w1', 3);
    expect(judged(play, 'w1')).toEqual({ status: 'active', level: 'healthy', reason: '' });
  });

  test('that calls and holds nothing is idle', () => {
    const play = new Rehearsal();
    play.play(10, () => play.read('w1', 1));
    expect(judged(play, 'w1')).toEqual({ status: 'idle', level: 'idle', reason: 'Still polling, nothing in hand' });
  });

  test('that holds entries and made no call past the limit is dead', () => {
    const play = new Rehearsal();
    play.add(5);
    play.read('w1', 3);
    play.at += 2_824_000;
    expect(judged(play, 'w1')).toEqual({
      status: 'dead',
      level: 'critical',
      reason: 'No call for 47 m, limit is 60 s',
    });
  });

  test('that is silent, holds nothing, and lets entries wait is quiet', () => {
    const play = new Rehearsal();
    play.add(42);
    play.at += 300_000;
    expect(judged(play, 'w1')).toEqual({
      status: 'quiet',
      level: 'warning',
      reason: 'No call for 5 m 00 s, 42 unread wait',
    });
  });

  test('not seen for a day and holding nothing may be removed', () => {
    const play = new Rehearsal();
    play.at += 3 * 86_400_000 + 1000;
    expect(judged(play, 'w1')).toEqual({ status: 'gone', level: 'idle', reason: 'Last seen 3 d ago. Safe to remove' });
  });

  test('not seen for a day but holding something is dead, and never safe to remove', () => {
    const play = new Rehearsal();
    play.add(1);
    play.read('w1', 1);
    play.at += 3 * 86_400_000;
    expect(judged(play, 'w1').status).toBe('dead');
  });

  test('that calls on while it holds an entry far longer than usual is slow', () => {
    const play = new Rehearsal();
    play.memory.usualHandlingMs = 400;
    play.add(4);
    play.read('w1', 4);
    play.at += 70_000;
    play.read('w1', 4);
    expect(judged(play, 'w1')).toEqual({
      status: 'slow',
      level: 'warning',
      reason: '4 entries in hand, one for 1 m 10 s, usual is 0.4 s',
    });
  });

  test('on a server that does not show empty calls is unknown while the stream is quiet', () => {
    const play = new Rehearsal({ idleCountsAttempts: false });
    play.add(1);
    play.read('w1', 1);
    play.at += 120_000;
    expect(judged(play, 'w1')).toMatchObject({ status: 'unknown', level: 'unknown' });
  });

  test('on such a server is dead when an entry has waited for it all the time', () => {
    const play = new Rehearsal({ idleCountsAttempts: false });
    play.add(2);
    play.read('w1', 1);
    play.at += 120_000;
    expect(judged(play, 'w1')).toMatchObject({ status: 'dead', reason: 'Took nothing for 2 m 00 s, limit is 60 s' });
  });

  test('on such a server that holds nothing is idle, not quiet, and not said to poll', () => {
    const play = new Rehearsal({ idleCountsAttempts: false });
    play.at += 600_000;
    expect(judged(play, 'w1')).toEqual({ status: 'idle', level: 'idle', reason: 'Nothing in hand' });
  });

  test('of a list that is denied is unknown', () => {
    const play = new Rehearsal();
    play.blur = (group) => ({ ...group, consumerList: unknown('denied') });
    expect(judged(play, 'w1').status).toBe('unknown');
  });
});
