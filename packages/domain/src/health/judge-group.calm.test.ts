import { describe, expect, test } from 'vitest';
import { Rehearsal, sentenceOf, troubles, work } from './rehearsal.ts';

const EIGHT = Array.from({ length: 8 }, (_, n) => `worker-${n + 1}`);

describe('a group without trouble', () => {
  test('is idle from the first poll when nothing ever came in', () => {
    const play = new Rehearsal();
    expect(play.play(2, () => play.read('w1', 10)).status).toBe('idle');
    expect(sentenceOf(play)).toBe('');
  });

  test('is healthy while it keeps up, and no rule ever fires', () => {
    const play = new Rehearsal({ consumers: EIGHT });
    play.play(1200, () => {
      play.add(86);
      work(play, EIGHT, 88);
    });
    expect(play.course.map((one) => one.status)).toEqual(['healthy']);
    expect(play.judgement?.findings.filter((one) => one.verdict === 'fired')).toEqual([]);
  });

  test('turns idle a minute after the last entry', () => {
    const play = new Rehearsal();
    play.play(30, () => {
      play.add(1);
      work(play, ['w1'], 5);
    });
    play.play(90, () => work(play, ['w1'], 5));
    expect(play.course.map((one) => one.status)).toEqual(['healthy', 'idle']);
  });

  test('keeps the same judgement object while idle, so that its row is not sent again', () => {
    const play = new Rehearsal();
    const first = play.play(2);
    expect(play.play(60, () => play.read('w1', 1))).toBe(first);
  });

  test('wobbles without being called behind', () => {
    const play = new Rehearsal();
    play.play(1800, (second) => {
      play.add(100 + ((second * 37) % 41));
      work(play, ['w1'], 100 + ((second * 53) % 43) + 2);
    });
    expect(troubles(play)).toEqual([]);
  });

  test('reports every rule in the order of the catalogue, each with evidence', () => {
    const play = new Rehearsal();
    play.play(10, () => {
      play.add(3);
      work(play, ['w1'], 3);
    });
    expect(play.judgement?.findings.map((one) => one.rule)).toEqual([
      'losing-data',
      'dead-consumer',
      'no-consumers',
      'stalled-reading',
      'stalled-acknowledging',
      'falling-behind',
      'poison-entry',
      'ghosts',
      'slow-consumer',
      'catching-up',
      'late-batch',
      'behind',
      'rewound',
    ]);
    for (const finding of play.judgement?.findings ?? []) expect(finding.evidence.length).toBeGreaterThan(0);
  });

  test('made at 0 on a stream that was trimmed long before has lost nothing', () => {
    const play = new Rehearsal({ trimmedBefore: 5000 });
    play.add(1000);
    play.play(10);
    play.play(120, () => {
      play.add(1);
      work(play, ['w1'], 20);
    });
    expect(troubles(play)).toEqual([]);
  });

  test('is not judged by times when its ids are not times', () => {
    const play = new Rehearsal({ idOf: (n) => `${n}-0` });
    play.play(300, () => {
      play.add(5);
      work(play, ['w1'], 6);
    });
    expect(troubles(play)).toEqual([]);
  });

  test('is not called behind for ids ahead of the clock', () => {
    const play = new Rehearsal({ idOf: (n, at) => `${at + 3_600_000}-${n}` });
    play.play(300, () => {
      play.add(5);
      work(play, ['w1'], 6);
    });
    expect(troubles(play)).toEqual([]);
  });
});

describe('what is not known', () => {
  test('unread that cannot be counted gives unknown with the reason, and never zero', () => {
    const play = new Rehearsal();
    play.blur = (group) => ({ ...group, unread: { known: false, because: 'entries were deleted ahead of the group' } });
    play.play(60, () => {
      play.add(5);
      work(play, ['w1'], 6);
    });
    expect(play.judgement).toMatchObject({ status: 'unknown', level: 'unknown' });
    expect(sentenceOf(play)).toBe('Unread can’t be counted: entries were deleted ahead of the group.');
  });

  test('a dead consumer still shows while unread is unknown', () => {
    const play = new Rehearsal();
    play.blur = (group) => ({ ...group, unread: { known: false, because: 'deleted' } });
    play.add(10);
    play.read('w1', 10);
    play.play(90);
    expect(play.judgement?.status).toBe('dead-consumer');
  });
});
