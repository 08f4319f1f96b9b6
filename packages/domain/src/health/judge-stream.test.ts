import { expect, test } from 'vitest';
import type { Judgement } from './judgement.ts';
import { judgeStream } from './judge-stream.ts';
import type { GroupStatus, Level } from './status.ts';

function group(name: string, level: Level, status: GroupStatus) {
  const judgement: Judgement = { level, status, since: 1, sentence: [], clause: [], findings: [] };
  return { group: name, judgement };
}

test('a stream without groups is idle and says so', () => {
  expect(judgeStream([])).toEqual({ level: 'idle', reason: 'no groups' });
});

test('a stream is as unwell as its worst group', () => {
  const groups = [
    group('receipts', 'healthy', 'healthy'),
    group('fulfilment', 'critical', 'falling-behind'),
    group('archiver', 'unknown', 'unknown'),
    group('ledger', 'warning', 'poison-entry'),
  ];
  expect(judgeStream(groups)).toEqual({ level: 'critical', reason: 'fulfilment falling behind' });
});

test('more of the same are counted', () => {
  const groups = [group('a', 'critical', 'dead-consumer'), group('b', 'critical', 'falling-behind')];
  expect(judgeStream(groups).reason).toBe('a stalled, and 1 more');
});

test.each([
  ['warning', 'poison-entry', 'g has a poison entry'],
  ['warning', 'catching-up', 'g catching up'],
  ['unknown', 'unknown', 'unread of g unknown'],
  ['idle', 'no-consumers', 'g has no consumers'],
  ['healthy', 'healthy', ''],
  ['idle', 'idle', ''],
] as const)('%s %s reads "%s"', (level, status, reason) => {
  expect(judgeStream([group('g', level, status)])).toEqual({ level, reason });
});

test('a name with a dollar sign stays as it is', () => {
  expect(judgeStream([group('$&x', 'warning', 'behind')]).reason).toBe('$&x behind');
});
