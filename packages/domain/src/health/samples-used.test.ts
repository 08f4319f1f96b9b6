import { describe, expect, test } from 'vitest';
import { HEALTH_RULES } from './catalogue.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { NOON, Rehearsal, work } from './rehearsal.ts';
import { samplesUsed } from './samples-used.ts';

function watched(seconds: number): Rehearsal {
  const play = new Rehearsal();
  play.play(seconds, () => {
    play.add(5);
    work(play, ['w1'], 6);
  });
  return play;
}

describe('the samples of a verdict', () => {
  test('are named for every rule, with the command they come from', () => {
    const play = watched(60);
    for (const { name } of HEALTH_RULES) {
      const used = samplesUsed(name, play.ring, DEFAULT_LIMITS, play.at);
      expect(used.source, name).toMatch(/^X[A-Z]+ /);
      expect(used.count, name).toBeGreaterThan(0);
      expect(used.to, name).toBe(play.at);
    }
  });

  test('are the newest poll alone for what is read off Redis', () => {
    const play = watched(60);
    expect(samplesUsed('dead-consumer', play.ring, DEFAULT_LIMITS, play.at)).toMatchObject({
      count: 1,
      from: play.at,
      to: play.at,
    });
  });

  test('are those of the window for a trend, ten minutes at most', () => {
    const play = watched(1_000);
    const used = samplesUsed('falling-behind', play.ring, DEFAULT_LIMITS, play.at);
    expect(used).toMatchObject({ count: 301, from: play.at - 600_000 });
  });

  test('begin behind a gap', () => {
    const play = watched(100);
    play.at += 120_000;
    play.play(20);
    const used = samplesUsed('falling-behind', play.ring, DEFAULT_LIMITS, play.at);
    expect(used.from).toBeGreaterThan(NOON + 200_000);
    expect(used.count).toBeLessThanOrEqual(10);
  });

  test('are none before the first poll', () => {
    expect(samplesUsed('behind', new Rehearsal().ring, DEFAULT_LIMITS, 5).count).toBe(0);
  });
});
