import { expect, test } from 'vitest';
import { createMetricsText } from '../metrics/metrics-text.ts';
import { NAMES, rehearse, seenGroup, seenStream } from './rehearsal.ts';
import type { Watch } from './watch.ts';

// Every piece has always had its share here: what is counted is how often others could have had the event loop.
function countingStage() {
  const count = { breaths: 0 };
  const stage = rehearse(() => ({
    isOver: () => true,
    breathe: () => {
      count.breaths += 1;
      return Promise.resolve();
    },
  }));
  const during = async (work: () => Promise<unknown>) => {
    count.breaths = 0;
    await work();
    return count.breaths;
  };
  return { stage, during };
}

const STREAMS = 500;
const GROUPS = 4;

const everything = (pending: number) =>
  Array.from({ length: STREAMS }, (_, s) =>
    seenStream(
      `s${s}`,
      Array.from({ length: GROUPS }, (__, g) => seenGroup({ group: `g${g}`, pending })),
    ),
  );

test('nothing that grows with the number of groups holds the event loop for all of them', async () => {
  const { stage, during } = countingStage();
  const { board } = stage;
  const rows = STREAMS * GROUPS;
  expect(await during(() => stage.poll({ first: true, changed: everything(0) }))).toBeGreaterThanOrEqual(rows);
  // Sound for the export: it reads a watch's id, board and clock alone.
  const watch = { ...NAMES, board, here: () => stage.at } as unknown as Watch;
  const options = { version: '1.0.0', consumers: 20_000, databases: new Map() };
  const metrics = createMetricsText(new Map([['main', watch]]), options);
  expect(await during(() => metrics.read())).toBeGreaterThanOrEqual(STREAMS);
  expect(await during(() => board.shelf.picture())).toBeGreaterThanOrEqual((rows + STREAMS) / 100);
  const version = board.version;
  board.viewers = 1;
  // The groups one by one, the sums by stream, then the changed rows.
  const tick = await during(() => stage.poll({ changed: everything(5) }));
  expect(tick).toBeGreaterThanOrEqual(rows + 2 * STREAMS + (rows + STREAMS) / 100);
  await stage.poll();
  expect(await during(() => board.shelf.since(version))).toBeGreaterThanOrEqual((rows + STREAMS) / 100);
});
