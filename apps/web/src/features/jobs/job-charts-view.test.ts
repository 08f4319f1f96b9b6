import { expect, test } from 'vitest';
import { jobChartsView } from './job-charts-view.ts';
import { someJob } from './test-jobs.ts';

const SPEED = [
  [1_000, 480],
  [2_000, 500],
  [3_000, 490],
] as const;

test('a job that was over at once has no charts', () => {
  expect(jobChartsView(someJob())).toBeNull();
});

test('both charts cover the same stretch: from the first reading of either to the last', () => {
  const unread = [{ group: 'mail-retry', points: [[4_000, 212]] as const }];
  expect(jobChartsView(someJob({ speed: SPEED, targetUnread: unread, slowsAbove: 15_000 }))).toMatchObject({
    from: 1_000,
    to: 4_000,
    speedFinding: 'Limit 500/s, at most 500/s so far.',
    unreadFinding: 'mail-retry has 212 unread.',
    limits: [{ value: 15_000, text: 'job slows down above 15,000' }],
  });
});

test('one reading alone still has a width', () => {
  expect(jobChartsView(someJob({ speed: [[1_000, 480]] }))).toMatchObject({ from: 1_000, to: 2_000 });
});

test('unread that is not known is not drawn as none', () => {
  const view = jobChartsView(someJob({ targetUnread: [{ group: 'mail-retry', points: [[4_000, null]] }] }));
  expect(view?.unread[0]?.current).toBe('unknown');
  expect(view?.unreadFinding).toBe('mail-retry has an unknown number unread.');
});
