import type { Gateway } from '@weir/domain/connections/gateway';
import { known } from '@weir/domain/known/known';
import { describe, expect, test } from 'vitest';
import { idAt, NAMES, NOON, rehearse, seenGroup, seenStream, type Rehearsal } from '../observe/rehearsal.ts';
import type { Watch } from '../observe/watch.ts';
import { describeGroup } from './describe-group.ts';
import { listGroups } from './list-groups.ts';

function watchOf(stage: Rehearsal): Watch {
  // Sound for what the answers about groups ask of a watch: its board, its clock, and the server's habits.
  const gateway = { watcher: { ...stage.watcher, look: () => {} } } as unknown as Gateway;
  return { ...NAMES, gateway, board: stage.board, here: () => stage.at } as unknown as Watch;
}

function unread(value: number, at: number) {
  return seenGroup({
    unread: { known: true, value, quality: 'exact', source: 'test' },
    oldestUnreadId: known(value === 0 ? null : idAt(at)),
    entriesRead: known(10),
  });
}

const asked = { stream: 's', group: 'g' };

describe('the diagnosis of a group', () => {
  test('is of the same poll as its figures and its row, at every poll', async () => {
    const stage = rehearse();
    const watch = watchOf(stage);
    for (const [n, value] of [0, 5, 0, 0, 7, 7, 0].entries()) {
      await stage.poll({ first: n === 0, changed: [seenStream('s', [unread(value, stage.at)])] });
      const detail = describeGroup(watch, asked);
      const row = stage.board.streams.get('s')?.groups.get('g')?.row;
      const waits = detail.diagnosis.find(({ rule }) => rule === 'no-consumers')?.evidence;
      expect(detail.unread).toMatchObject({ value });
      expect(row?.unread).toBe(value);
      expect(waits === 'No. Nothing is unread.').toBe(value === 0);
      expect(detail.checkedAt).toBe(stage.at);
    }
  });
});

describe('the time to catch up', () => {
  test('is one figure, in the row and in the answers', async () => {
    const stage = rehearse();
    const watch = watchOf(stage);
    for (let poll = 0; poll < 60; poll += 1) {
      const added = 1_000 + poll * 100;
      const read = poll * 250;
      const group = { ...unread(20_000 - poll * 150, NOON), entriesRead: known(read), position: idAt(NOON + poll) };
      const ends = { ...seenStream('s', []).ends };
      if (!ends.known) throw new Error('the ends are known');
      const stream = seenStream('s', [group], {
        length: 30_000,
        ends: known({ ...ends.value, entriesAdded: known(added) }),
      });
      await stage.poll({ first: poll === 0, changed: [stream] });
    }
    const row = stage.board.streams.get('s')?.groups.get('g')?.row;
    expect(row?.eta).toBe('time');
    expect(describeGroup(watch, asked).etaMs).toEqual(known(row?.etaMs));
    expect(listGroups(watch, { limit: 10 }).items[0]?.etaMs).toEqual(known(row?.etaMs));
  });

  test('is not told of a group that reads in batches, and why', async () => {
    const stage = rehearse();
    const watch = watchOf(stage);
    let read = 0;
    const etas = new Set<string>();
    for (let poll = 0; poll < 240; poll += 1) {
      const added = poll * 100;
      // Every 40 s it reads half of what is there, in one go.
      if (poll % 20 === 19) read += Math.ceil((added - read) / 2);
      const group = {
        ...unread(added - read, stage.at - 30_000),
        entriesRead: known(read),
        position: idAt(NOON - 100_000 + read),
      };
      const { ends } = seenStream('s', []);
      if (!ends.known) throw new Error('the ends are known');
      const stream = seenStream('s', [group], {
        length: 30_000,
        ends: known({ ...ends.value, firstId: idAt(1), entriesAdded: known(added) }),
      });
      await stage.poll({ first: poll === 0, changed: [stream] });
      if (poll > 100) etas.add(stage.board.streams.get('s')?.groups.get('g')?.row.eta ?? '');
    }
    expect([...etas]).toEqual(['unsure']);
    expect(describeGroup(watch, asked).etaMs).toEqual({
      known: false,
      because: 'it reads in batches, about every 40 s: what waits goes with the next one',
    });
  });
});
