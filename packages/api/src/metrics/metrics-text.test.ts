import { known, unknown } from '@weir/domain/known/known';
import { describe, expect, test } from 'vitest';
import { idAt, NAMES, NOON, rehearse, seenGroup, seenStream } from '../observe/rehearsal.ts';
import type { Watch } from '../observe/watch.ts';
import { createMetricsText } from './metrics-text.ts';

async function exported(groups: Parameters<typeof seenStream>[1], stream = 's') {
  const stage = rehearse();
  await stage.poll({ first: true, changed: [seenStream(stream, groups)] });
  // Sound for the export: it reads a watch's id and board alone.
  const watch = { ...NAMES, board: stage.board } as unknown as Watch;
  const metrics = createMetricsText(new Map([['main', watch]]));
  const read = async () => new TextDecoder().decode(await metrics.read());
  return { stage, metrics, read, lines: (await read()).split('\n') };
}

describe('the export for Prometheus', () => {
  test('carries the names and labels that dashboards know', async () => {
    const { lines } = await exported([seenGroup({ pending: 3, oldestPending: unknown('x') })]);
    expect(lines).toContain('redis_stream_length{connection="main",stream="s"} 10');
    expect(lines).toContain('redis_stream_entries_added_total{connection="main",stream="s"} 10');
    expect(lines).toContain('redis_stream_group_lag{connection="main",stream="s",group="g"} 0');
    expect(lines).toContain('redis_stream_group_messages_pending{connection="main",stream="s",group="g"} 3');
    expect(lines).toContain(
      'redis_stream_group_consumer_idle_seconds{connection="main",stream="s",group="g",consumer="c1"} 2',
    );
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
    for (const name of ['group_lag', 'entries_read', 'behind_seconds', 'oldest_pending_seconds', 'consumer_']) {
      expect(text).not.toContain(name);
    }
  });

  test('a bound is not exported as if it were the lag', async () => {
    const { lines } = await exported([
      seenGroup({
        unread: { known: true, value: 9, quality: 'at-most', source: 'test' },
        oldestUnreadId: known(idAt(NOON)),
      }),
    ]);
    expect(lines.join('\n')).not.toContain('redis_stream_group_lag{');
    expect(lines).toContain('weir_group_behind_seconds{connection="main",stream="s",group="g"} 2');
  });

  test('names cannot break out of their label', async () => {
    const { lines } = await exported([seenGroup({ group: 'a"b\nc\\\\d' })]);
    expect(lines).toContain('redis_stream_group_consumers{connection="main",stream="s",group="a\\"b\\nc\\\\\\\\d"} 1');
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
    expect(await read()).toContain(
      'redis_stream_group_consumer_idle_seconds{connection="main",stream="s",group="g",consumer="c1"} 4',
    );
  });
});
