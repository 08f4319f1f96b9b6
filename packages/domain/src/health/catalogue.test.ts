import { expect, test } from 'vitest';
import { HEALTH_RULES } from './catalogue.ts';
import { judgeGroup } from './judge-group.ts';
import { Rehearsal, work } from './rehearsal.ts';

test('every rule has a name and a title of its own, and says why it matters', () => {
  expect(new Set(HEALTH_RULES.map((rule) => rule.name)).size).toBe(HEALTH_RULES.length);
  expect(new Set(HEALTH_RULES.map((rule) => rule.title)).size).toBe(HEALTH_RULES.length);
  for (const rule of HEALTH_RULES) expect(rule.why).toMatch(/^[A-Z].*\.$/);
});

test('a judgement is plain JSON', () => {
  const play = new Rehearsal();
  play.play(100, () => {
    play.add(5);
    work(play, ['w1'], 3);
  });
  expect(JSON.parse(JSON.stringify(play.judgement))).toEqual(play.judgement);
});

test('twenty thousand idle groups are judged in far less than a poll', () => {
  const play = new Rehearsal();
  play.play(10, () => play.read('w1', 1));
  const situation = { ...play.situation(), previous: play.judgement };
  for (let n = 0; n < 20_000; n += 1) expect(judgeGroup(situation) === play.judgement).toBe(true);
});
