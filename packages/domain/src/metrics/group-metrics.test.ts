import { expect, test } from 'vitest';
import { Rehearsal } from '../health/rehearsal.ts';
import { known, unknown } from '../known/known.ts';
import {
  fillGroupSample,
  fillStreamSample,
  GROUP_METRIC,
  GROUP_METRICS,
  STREAM_METRIC,
  STREAM_METRICS,
} from './group-metrics.ts';

test('columns stand where the lists say', () => {
  GROUP_METRICS.forEach((metric, column) => expect(GROUP_METRIC[metric]).toBe(column));
  STREAM_METRICS.forEach((metric, column) => expect(STREAM_METRIC[metric]).toBe(column));
});

test('a sample holds the figures of now, ages in ms', () => {
  const play = new Rehearsal();
  play.add(10);
  play.read('w1', 4);
  play.at += 5000;
  const { stream, group, at } = play.situation();
  const sample: (number | null)[] = [];
  fillGroupSample(sample, stream, group, at);
  expect(sample[GROUP_METRIC.unread]).toBe(6);
  expect(sample[GROUP_METRIC.pending]).toBe(4);
  expect(sample[GROUP_METRIC.behindMs]).toBe(5000);
  expect(sample[GROUP_METRIC.oldestPendingMs]).toBe(5000);
  expect(sample[GROUP_METRIC.entriesAdded]).toBe(10);
  expect(sample[GROUP_METRIC.entriesRead]).toBe(4);
  expect(sample[GROUP_METRIC.deliveries]).toBe(1);
  expect(sample[GROUP_METRIC.consumers]).toBe(1);
  fillStreamSample(sample, stream);
  expect(sample.slice(0, 3)).toEqual([10, 10, null]);
});

test('what is not known is null, and what is not there is zero', () => {
  const play = new Rehearsal({ idOf: (n) => `${n}-0` });
  play.add(3);
  play.read('w1', 1);
  const { stream, group, at } = play.situation();
  const sample: (number | null)[] = [];
  const blurred = {
    ...group,
    unread: unknown('deleted'),
    entriesRead: unknown('old'),
    worstPending: unknown('denied'),
  };
  fillGroupSample(sample, stream, blurred, at);
  for (const metric of ['unread', 'behindMs', 'oldestPendingMs', 'entriesRead', 'deliveries'] as const) {
    expect(sample[GROUP_METRIC[metric]]).toBeNull();
  }
  const empty = {
    ...group,
    pending: 0,
    oldestPending: known(null),
    worstPending: known(null),
    oldestUnreadId: known(null),
  };
  fillGroupSample(sample, stream, empty, at);
  for (const metric of ['behindMs', 'oldestPendingMs', 'deliveries'] as const)
    expect(sample[GROUP_METRIC[metric]]).toBe(0);
});

test('the count of a stream with large ends is used only while it is fresh', () => {
  const play = new Rehearsal();
  play.add(3);
  const { stream } = play.situation();
  if (!stream.ends.known) throw new Error('the rehearsal knows its ends');
  const ends = { ...stream.ends.value, fat: true };
  const sample: (number | null)[] = [];
  fillStreamSample(sample, { ...stream, ends: known(ends) });
  expect(sample[STREAM_METRIC.entriesAdded]).toBe(3);
  fillStreamSample(sample, { ...stream, ends: known({ ...ends, readAt: stream.seenAt - 30_000 }) });
  expect(sample[STREAM_METRIC.entriesAdded]).toBeNull();
});
