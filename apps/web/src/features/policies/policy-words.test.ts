import type { PolicyAnswer, PolicyRunAnswer } from '@weir/domain/wire/policy-answers';
import { policySettings } from '@weir/domain/policies/policy';
import { describe, expect, test } from 'vitest';
import { keepWords, policyBadge, ruleWords, runTold, scheduleWords } from './policy-words.ts';

test('says what is kept, and when it runs', () => {
  expect(keepWords({ keep: { keep: 'newest', entries: 1_300_000 } })).toBe('the newest 1,300,000');
  expect(keepWords({ keep: { keep: 'younger', thanMs: 7_200_000 } })).toContain('2 h');
  expect(keepWords({ keep: { keep: 'bytes', bytes: 200_000_000 } })).toContain('200 MB');
  expect(scheduleWords({ schedule: { everyMs: 900_000 }, window: null })).toBe('every 15 m');
  expect(scheduleWords({ schedule: { cron: '0 3 * * *' }, window: { from: 1_320, to: 390 } })).toBe(
    '0 3 * * * UTC, from 22:00 to 06:30 UTC',
  );
});

test('says all a policy was told', () => {
  const base = { name: 'n', connection: 'main', on: { stream: 'orders' }, schedule: { everyMs: 900_000 } };
  const trim = policySettings.parse({ ...base, keep: { keep: 'needed' }, archive: true, guard: false });
  expect(ruleWords(trim)).toBe('keeps what some group still needs, every 15 m, archived first, without the guard');
  const letters = { ...base, does: 'dead-letter', deliveries: 5, olderThanMs: 3_600_000 };
  const what = 'dead-letters what was delivered 5 times or more and is older than 1 h';
  expect(ruleWords(policySettings.parse(letters))).toBe(`${what}, of every group, every 15 m`);
  const elsewhere = policySettings.parse({ ...letters, group: 'workers', to: 'failed' });
  expect(ruleWords(elsewhere)).toBe(`${what}, of workers, to failed, every 15 m`);
});

test('a run is called by what it did', () => {
  expect(runTold({ outcome: 'done', group: null }).word).toBe('Trimmed');
  expect(runTold({ outcome: 'done', group: 'workers' }).word).toBe('Dead-lettered');
  expect(runTold({ outcome: 'nothing', group: 'workers' }).word).toBe('Nothing to put aside');
  expect(runTold({ outcome: 'stopped', group: 'workers' }).word).toBe('Stopped itself');
  expect(runTold({ outcome: null, group: null }).word).toBe('Running');
});

const at = (state: PolicyAnswer['state'], waits: string, ...outcomes: PolicyRunAnswer['outcome'][]) => {
  const newest = outcomes.map((outcome) => ({ outcome }));
  return policyBadge({ state, waits, newest } as unknown as PolicyAnswer).word; // what the badge looks at
};

describe('the badge of a policy', () => {
  test('tells the worst of its streams, and what is off is off', () => {
    expect(at('on', '')).toBe('On');
    expect(at('on', '', 'done', 'nothing', 'interrupted')).toBe('On');
    expect(at('on', '', 'done', 'held')).toBe('Held back');
    expect(at('on', '', 'held', 'refused')).toBe('Could not run');
    expect(at('on', '', 'held', null)).toBe('Running');
    expect(at('on', 'Redis is not there.', 'held')).toBe('Waits');
    expect(at('off', '', 'held')).toBe('Off');
    expect(at('stopped', '', 'stopped')).toBe('Stopped itself');
  });
});
