import { describe, expect, test } from 'vitest';
import { Rehearsal, sentenceOf, work } from './rehearsal.ts';

const NAMES = ['a', 'b', 'c', 'd'];

/** One second after the other of so many in, and so many out at most. */
function flow(play: Rehearsal, seconds: number, inPerSecond: number, out: number, names = NAMES): void {
  play.play(seconds, () => {
    play.add(inPerSecond);
    work(play, names, out);
  });
}

/** The sentences at each poll of these seconds, without repetitions, while the status is `status`. */
function sayings(play: Rehearsal, status: string, seconds: number, act: () => void): string[] {
  const said = new Set<string>();
  for (let second = 0; second < seconds; second += 2) {
    play.play(2, act);
    if (play.judgement?.status === status) said.add(sentenceOf(play));
  }
  return [...said];
}

describe('the cause of a slow-down', () => {
  test('stands as it was found for as long as the group falls behind, also after the onset has left the window', () => {
    const play = new Rehearsal({ consumers: NAMES });
    flow(play, 300, 212, 216);
    const said = sayings(play, 'falling-behind', 1800, () => {
      play.add(212);
      work(play, NAMES, 172);
    });
    expect(said).toHaveLength(1);
    // The consumers slowed down at 12:05:00; a poll and the ripple before it are as near as figures can tell.
    expect(said[0]).toMatch(
      /^Consumers slowed down\. Out fell from 21[0-6]\/s to 17[0-4]\/s at 12:(04:5\d|05:0\d) while in stayed normal\./,
    );
  });

  test('is not that of the one before', () => {
    const play = new Rehearsal({ consumers: NAMES });
    flow(play, 300, 212, 216);
    flow(play, 200, 212, 172);
    expect(sentenceOf(play)).toMatch(/at 12:0[45]:\d\d while/);
    flow(play, 400, 212, 2_000);
    expect(play.judgement?.status).toBe('healthy');
    flow(play, 200, 212, 120);
    expect(sentenceOf(play)).toMatch(/to 120\/s at 12:15:\d\d|to 120\/s at 12:14:5\d/);
  });

  test('tells a rise of what comes in with the out of now', () => {
    const play = new Rehearsal();
    flow(play, 300, 100, 110, ['w1']);
    flow(play, 200, 200, 110, ['w1']);
    const rose = /^More comes in than goes out\. In rose from 100\/s to \d+\/s at 12:0[45]:\d\d; out is 110\/s\./;
    expect(sentenceOf(play)).toMatch(rose);
    const [before] = sentenceOf(play).split(';');
    flow(play, 900, 200, 130, ['w1']);
    expect(sentenceOf(play).split(';')[0]).toBe(before);
    expect(sentenceOf(play)).toContain('out is 130/s');
  });
});

describe('the figures of a burst', () => {
  test.each([30, 60, 120])('of %i s stand while the group works it off', (burstSeconds) => {
    const play = new Rehearsal();
    flow(play, 300, 96, 120, ['w1']);
    flow(play, burstSeconds, 420, 120, ['w1']);
    const said = sayings(play, 'catching-up', 1500, () => {
      play.add(96);
      work(play, ['w1'], 110);
    });
    const burst = said.filter((one) => one.startsWith('Producer burst'));
    expect(burst).toHaveLength(1);
    const [, peak, ms, normal] = /peaked at (\d+)\/s for (.+) \(normal is (\d+)\/s\)/.exec(burst[0] ?? '') ?? [];
    expect(Number(peak)).toBeGreaterThan(410);
    expect(Number(peak)).toBeLessThan(430);
    expect(Number(normal)).toBeGreaterThan(94);
    expect(Number(normal)).toBeLessThan(110);
    expect(ms).toMatch(/^(30 s|45 s|1 m 00 s|1 m 15 s|2 m 00 s|2 m 15 s)$/);
    // Nothing but the rates of the moment before the burst was seen to be over, and never again after it.
    expect(said.at(-1)).toBe(burst[0]);
  });
});

describe('a verdict from a trend', () => {
  test('is gone with the second poll that finds the group caught up', () => {
    const play = new Rehearsal({ consumers: NAMES });
    flow(play, 300, 212, 216);
    flow(play, 200, 212, 172);
    expect(play.judgement?.status).toBe('falling-behind');
    play.play(2, () => work(play, NAMES, 50_000));
    expect(play.judgement?.status).toBe('falling-behind');
    play.play(2, () => work(play, NAMES, 50_000));
    expect(play.judgement?.status).toBe('healthy');
  });

  test('waits its time while more is unread than the group has in passing', () => {
    const play = new Rehearsal({ consumers: NAMES });
    flow(play, 300, 212, 216);
    flow(play, 300, 212, 172);
    play.play(2, () => work(play, NAMES, 2_000));
    flow(play, 6, 212, 240);
    expect(play.judgement?.status).toBe('falling-behind');
  });
});
