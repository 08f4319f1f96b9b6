import { known, unknown } from '@weir/domain/known/known';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';
import { describe, expect, test } from 'vitest';
import { idAt, NAMES, NOON, rehearse, seenGroup, seenStream } from '../observe/rehearsal.ts';
import type { Watch } from '../observe/watch.ts';
import { createMetricsText } from './metrics-text.ts';

const options = { version: '1.2.3', consumers: 20_000, databases: new Map([['main', 2]]) };

async function exported(
  groups: Parameters<typeof seenStream>[1],
  { stream = {}, consumers = options.consumers }: { stream?: Partial<StreamObservation>; consumers?: number } = {},
) {
  const stage = rehearse();
  await stage.poll({ first: true, changed: [seenStream('s', groups, stream)] });
  // Sound for the export: it reads a watch's id, board and clock alone.
  const watch = { ...NAMES, board: stage.board, here: () => stage.at } as unknown as Watch;
  const metrics = createMetricsText(new Map([['main', watch]]), { ...options, consumers });
  const read = async () => new TextDecoder().decode(await metrics.read());
  return { stage, metrics, read, lines: (await read()).split('\n') };
}

/** Labels of the stream, and of what is in it. */
const at = (more = '') => `{connection="main",stream="s"${more},db="db2"}`;
const inGroup = (more = '') => at(`,group="g"${more}`);

function consumersHolding(pending: readonly number[]) {
  const consumers = pending.map((count, n) => ({
    consumer: `c${n}`,
    pending: count,
    lastCallAt: NOON,
    lastGotWorkAt: known(NOON),
  }));
  return seenGroup({ consumerList: known({ readAt: NOON, consumers }) });
}

const named = (lines: readonly string[], metric: string) =>
  lines.filter((line) => line.startsWith(`${metric}{`)).map((line) => /consumer="(\w+)"/.exec(line)?.[1]);

describe('the export for Prometheus', () => {
  test('carries the names and labels that dashboards know', async () => {
    const { lines } = await exported([seenGroup({ pending: 3, oldestPending: unknown('x') })]);
    expect(lines).toContain(`redis_stream_length${at()} 10`);
    expect(lines).toContain(`redis_stream_entries_added_total${at()} 10`);
    expect(lines).toContain(`redis_stream_group_lag${inGroup()} 0`);
    expect(lines).toContain(`redis_stream_group_messages_pending${inGroup()} 3`);
    expect(lines).toContain(`redis_stream_group_consumer_idle_seconds${inGroup(',consumer="c1"')} 2`);
    expect(lines).toContain('# TYPE redis_stream_entries_added_total counter');
  });

  test('what is unknown is absent, never zero', async () => {
    const blind = seenGroup({
      pending: 2,
      oldestPending: unknown('denied'),
      unread: { known: false, because: 'Redis does not say' },
      oldestUnreadId: unknown('denied'),
      entriesRead: unknown('denied'),
      consumerList: unknown('denied'),
    });
    const { lines } = await exported([blind]);
    const text = lines.filter((line) => !line.startsWith('#')).join('\n');
    for (const name of ['group_lag', 'entries_read{', 'behind_seconds', 'oldest_pending_seconds', 'group_consumer_']) {
      expect(text).not.toContain(name);
    }
    for (const figure of ['lag', 'entries_read', 'behind', 'oldest_pending', 'consumers'])
      expect(lines).toContain(`weir_unknown_figures{connection="main",figure="${figure}"} 1`);
    expect(lines).toContain('weir_unknown_figures{connection="main",figure="entries_added"} 0');
  });

  test('a bound is not exported as if it were the lag', async () => {
    const { lines } = await exported([
      seenGroup({
        unread: { known: true, value: 9, quality: 'at-most', source: 'test' },
        oldestUnreadId: known(idAt(NOON)),
      }),
    ]);
    expect(lines.join('\n')).not.toContain('redis_stream_group_lag{');
    expect(lines).toContain(`weir_group_behind_seconds${inGroup()} 2`);
  });

  test('names cannot break out of their label', async () => {
    const { lines } = await exported([seenGroup({ group: 'a"b\nc\\\\d' })]);
    expect(lines).toContain(`redis_stream_group_consumers${at(',group="a\\"b\\nc\\\\\\\\d"')} 1`);
  });

  test('every metric has its samples in one block under its type', async () => {
    const { lines } = await exported([seenGroup({ group: 'a' }), seenGroup({ group: 'b' })]);
    const order = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('{', 1)[0]);
    const blocks = order.filter((name, index) => name !== order[index - 1]);
    expect(new Set(blocks).size).toBe(blocks.length);
  });

  test('two scrapes between polls are one text', async () => {
    const { metrics, read, stage } = await exported([seenGroup()]);
    const first = await metrics.read();
    expect(await metrics.read()).toBe(first);
    await stage.poll();
    const [one, two] = await Promise.all([metrics.read(), metrics.read()]);
    expect(one).not.toBe(first);
    expect(two).toBe(one);
    expect(await read()).toContain(`redis_stream_group_consumer_idle_seconds${inGroup(',consumer="c1"')} 4`);
  });

  test('the ends of a stream are given as times, and not at all while it is empty', async () => {
    const none = { firstId: null, lastId: null, lastGeneratedId: idAt(NOON, 7), maxDeletedId: known(idAt(5, 1)) };
    const ends = { ...none, readAt: NOON, entriesAdded: known(10), fat: false };
    const { lines } = await exported([], { stream: { length: 0, ends: known(ends) } });
    expect(lines).toContain(`redis_stream_last_generated_id${at()} ${NOON}`);
    expect(lines).toContain(`redis_stream_max_deleted_entry_id${at()} 5`);
    expect(lines.join('\n')).not.toMatch(/(first|last)_entry_id/);
  });

  test('with more consumers than the limit, those that hold most are exported and the rest is counted', async () => {
    const group = consumersHolding([1, 5, 0, 5, 2, 5]);
    const limited = async (consumers: number) => (await exported([group], { consumers })).lines;
    const held = 'redis_stream_group_consumer_messages_pending';
    expect(named(await limited(2), held)).toEqual(['c1', 'c3']);
    expect(named(await limited(4), held)).toEqual(['c1', 'c3', 'c4', 'c5']);
    expect(await limited(4)).toContain('weir_consumer_series_left_out{connection="main"} 2');
    expect(named(await limited(6), held)).toHaveLength(6);
    expect(await limited(6)).toContain('weir_consumer_series_left_out{connection="main"} 0');
  });

  test('a limit of none leaves every consumer out, in both metrics', async () => {
    const { lines } = await exported([consumersHolding([3, 0])], { consumers: 0 });
    expect(lines.join('\n')).not.toContain('redis_stream_group_consumer_');
    expect(lines).toContain('weir_consumer_series_left_out{connection="main"} 2');
    expect(lines).toContain(`redis_stream_group_consumers${inGroup()} 1`);
  });

  test('a picture that is a minute old is no picture; how old it is stays readable', async () => {
    const { stage, read } = await exported([seenGroup()]);
    const polled = `weir_picture_timestamp_seconds{connection="main"} ${stage.at / 1_000}`;
    stage.at += 60_000;
    expect(await read()).toContain('redis_stream_length');
    stage.at += 1;
    const old = await read();
    expect(old).not.toContain('redis_stream');
    expect(old).not.toContain('weir_group');
    expect(old).not.toContain('weir_unknown_figures');
    expect(old).toContain(polled);
    await stage.poll();
    expect(await read()).toContain('redis_stream_length');
  });

  test('a connection that is down, or paused, says so at once', async () => {
    const { stage, read, lines } = await exported([seenGroup()]);
    expect(lines).toContain('weir_up{connection="main"} 1');
    expect(lines).toContain('weir_polling_paused{connection="main"} 0');
    const link = {
      state: 'down',
      since: stage.at,
      reason: 'lost',
      sentence: '',
      attempts: 1,
      nextTryAt: null,
    } as const;
    stage.watcher.link = link;
    stage.watcher.paused = true;
    stage.sampler.noteLink(link);
    const text = await read();
    expect(text).toContain('weir_up{connection="main"} 0\n');
    expect(text).toContain('weir_polling_paused{connection="main"} 1\n');
  });

  test('what polling costs is exported from the first poll on, and its counters from the start', async () => {
    const { lines } = await exported([]);
    for (const line of [
      'weir_build_info{version="1.2.3"} 1',
      'weir_discovery_complete{connection="main"} 1',
      'weir_poll_commands_total{connection="main"} 10',
      'weir_poll_server_seconds_total{connection="main"} 0.0002',
      'weir_poll_duration_seconds{connection="main"} 0.003',
      'weir_poll_interval_seconds{connection="main"} 2',
      'weir_poll_interval_wanted_seconds{connection="main"} 2',
    ]) {
      expect(lines).toContain(line);
    }
    const board = rehearse().board;
    const watch = { ...NAMES, board, here: () => NOON } as unknown as Watch;
    const fresh = new TextDecoder().decode(await createMetricsText(new Map([['main', watch]]), options).read());
    expect(fresh).toContain('weir_poll_commands_total{connection="main"} 0\n');
    expect(fresh).not.toContain('weir_poll_duration_seconds');
    expect(fresh).not.toContain('weir_picture_timestamp_seconds');
  });
});
