import { known, unknown } from '@weir/domain/known/known';
import { outRate } from '@weir/domain/metrics/rates';
import type { Call } from '@weir/domain/actions/call';
import { describe, expect, test } from 'vitest';
import { noteOwnChange } from './own-change.ts';
import { idAt, NAMES, NOON, rehearse, seenGroup, seenStream, type Rehearsal } from './rehearsal.ts';
import type { Watch } from './watch.ts';

function watchOf(stage: Rehearsal): Watch {
  // Sound for what is asked of it: the board and the clock.
  return { ...NAMES, board: stage.board, here: () => stage.at } as unknown as Watch;
}

const consumerList = (lastCallAt: number) =>
  known({
    readAt: lastCallAt,
    consumers: [{ consumer: 'w1', pending: 100, lastCallAt, lastGotWorkAt: unknown('old server') }],
  });

/** A group that acknowledges nothing, polled for two minutes; at `actsAt` 90 of its 100 entries are acknowledged. */
async function acknowledgedBy(act: (watch: Watch) => (() => void) | undefined) {
  const stage = rehearse();
  const watch = watchOf(stage);
  for (let poll = 0; poll < 60; poll += 1) {
    const finish = poll === 30 ? act(watch) : undefined;
    const group = seenGroup({ pending: poll < 30 ? 100 : 10, consumerList: consumerList(NOON) });
    await stage.poll({ first: poll === 0, changed: [seenStream('s', [group])] });
    finish?.();
  }
  return { stage, watch, tracked: stage.board.streams.get('s')?.groups.get('g') };
}

const acknowledge = { kind: 'acknowledge', job: 'j', number: 1, stream: 's', group: 'g', entries: [] } as const;

describe('what Weir acknowledges itself', () => {
  test('is no work of the group', async () => {
    const { tracked, stage } = await acknowledgedBy((watch) => noteOwnChange(watch, acknowledge));
    const out = tracked === undefined ? undefined : outRate(tracked.ring, 60_000, stage.at);
    expect(out).toEqual(known(0));
  });

  test('would have looked like it', async () => {
    const { tracked, stage } = await acknowledgedBy(() => undefined);
    const out = tracked === undefined ? undefined : outRate(tracked.ring, 60_000, stage.at);
    expect(out?.known && out.value).toBeGreaterThan(1);
  });

  test('is of another group no concern', async () => {
    const { tracked, stage } = await acknowledgedBy((watch) =>
      noteOwnChange(watch, { ...acknowledge, group: 'other' }),
    );
    const out = tracked === undefined ? undefined : outRate(tracked.ring, 60_000, stage.at);
    expect(out?.known && out.value).toBeGreaterThan(1);
  });
});

describe('a trim by Weir', () => {
  test('is left out of the rates of every group of the stream', async () => {
    const stage = rehearse();
    const groups = [seenGroup(), seenGroup({ group: 'h' })];
    await stage.poll({ first: true, changed: [seenStream('s', groups)] });
    // Sound: only kind and stream are looked at.
    noteOwnChange(watchOf(stage), { kind: 'trim', stream: 's' } as unknown as Call)();
    await stage.poll({
      changed: [
        seenStream(
          's',
          groups.map((group) => ({ ...group, position: idAt(NOON) })),
        ),
      ],
    });
    for (const { ring } of stage.board.streams.get('s')?.groups.values() ?? [])
      expect(ring.oddBefore(ring.size - 1)).toBe(true);
  });
});

describe('a claim by Weir', () => {
  test('remembers when the consumer called by itself', async () => {
    const stage = rehearse();
    const watch = watchOf(stage);
    await stage.poll({
      first: true,
      changed: [seenStream('s', [seenGroup({ consumerList: consumerList(NOON - 90_000) })])],
    });
    const claim = { kind: 'claim', job: 'j', number: 1, stream: 's', group: 'g', consumer: 'w1', entries: [] } as const;
    noteOwnChange(watch, { ...claim, deliveries: 'keep' })();
    const tracked = stage.board.streams.get('s')?.groups.get('g');
    expect(tracked?.memory.ownCalls).toEqual({ w1: { from: stage.at, to: stage.at, before: NOON - 90_000 } });
  });

  test('on a stream that is not watched is nothing', () => {
    const stage = rehearse();
    expect(() => noteOwnChange(watchOf(stage), acknowledge)()).not.toThrow();
  });
});
