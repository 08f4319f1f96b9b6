import { idAt, NOON, type Rehearsal, rehearse, seenGroup, seenStream } from '@weir/api/observe/rehearsal';
import type { TrackedGroup } from '@weir/api/observe/tracked';
import type { History } from '@weir/domain/history/history';
import { noHistory } from '@weir/domain/history/no-history';
import { known } from '@weir/domain/known/known';
import { type HistoryRig, historyRig, HOUR_MS } from '@weir/store/rig/history-rig';
import { until } from '@weir/store/rig/store-rig';
import { afterEach, beforeEach, expect, test } from 'vitest';

const MINUTE = 60_000;

let place: HistoryRig;
let history: History;
beforeEach(async () => {
  place = historyRig();
  history = await place.open();
});
afterEach(() => place.end());

/**
 * A stream that gets two entries a second, and a group that reads all of them every ten minutes, in 500 ms an entry: it
 * rests as it is meant to.
 */
async function poll(stage: Rehearsal, change: { readonly sinceMs?: number } = {}): Promise<void> {
  const at = stage.at + 2_000;
  const added = (at - NOON) / 500 + 1_000;
  const readAt = NOON + Math.floor((at - NOON) / (10 * MINUTE)) * 10 * MINUTE;
  const read = (readAt - NOON) / 500 + 1_000;
  const since = change.sinceMs ?? NOON;
  const list = {
    readAt: at,
    consumers: [{ consumer: 'w', pending: 0, lastCallAt: readAt, lastGotWorkAt: known(readAt) }],
  };
  const group = seenGroup({
    seenAt: at,
    since,
    group: 'nightly',
    pending: 0,
    position: idAt(readAt),
    entriesRead: known(read),
    unread: { known: true, value: added - read, quality: 'exact', source: 'test' },
    oldestUnreadId: known(added === read ? null : idAt(readAt + 500)),
    consumerList: known(list),
  });
  const ends = known({
    readAt: at,
    firstId: idAt(NOON - 500_000),
    lastId: idAt(at),
    lastGeneratedId: idAt(at),
    entriesAdded: known(added),
    maxDeletedId: known(idAt(0)),
    fat: false,
  });
  const stream = seenStream('orders', [group], { seenAt: at, since, length: added, ends });
  await stage.poll({ changed: [stream] });
}

async function pass(stage: Rehearsal, ms: number, change = {}): Promise<void> {
  for (const end = stage.at + ms; stage.at < end;) await poll(stage, change);
}

function nightly({ board }: Rehearsal): TrackedGroup {
  const group = board.streams.get('orders')?.groups.get('nightly');
  if (group === undefined) throw new Error('the group is not on the board');
  return group;
}

/** Another Weir on the same history, from a minute later on. */
async function restarted(before: Rehearsal, on: History): Promise<Rehearsal> {
  const stage = rehearse(undefined, on);
  stage.at = before.at + MINUTE;
  await pass(stage, 5 * MINUTE, { sinceMs: stage.at });
  return stage;
}

/** An hour and more goes by, until what was learned in it is on disk. */
async function learn(stage: Rehearsal): Promise<void> {
  await pass(stage, 68 * MINUTE);
  const end = performance.now() + 20_000;
  for (;;) {
    await poll(stage);
    const [kept] = await history.baselines('main', 0, 10);
    const { hours, pauses } = JSON.parse(kept?.text ?? '{}') as { hours?: { hours: unknown[] }; pauses?: number };
    if (hours?.hours.length === 24 && (pauses ?? 0) >= 2) return;
    if (performance.now() > end) throw new Error('what was learned was not kept within twenty seconds');
  }
}

test('a restart raises no false alarm on a group that rests as it is meant to, and forgets nothing of what is usual', async () => {
  const stage = rehearse(undefined, history);
  await learn(stage);
  expect(nightly(stage).judgement.status).toBe('batch');
  const usual = nightly(stage).hourlyUsual.at(NOON);
  expect(usual).toMatchObject({ known: true, value: { perSecond: 2, days: 1 } });
  await history.close();

  const forgetful = await restarted(stage, noHistory());
  expect(nightly(forgetful).judgement.level).not.toBe('idle');

  const again = await restarted(stage, await place.open());
  const { judgement, memory, hourlyUsual, callGaps } = nightly(again);
  expect(judgement.status).toBe('batch');
  expect(hourlyUsual.at(NOON)).toEqual(usual);
  expect(memory.pauses).toBeGreaterThanOrEqual(2);
  expect(callGaps.longest(again.at)).toMatchObject({ consumer: 'w', ms: 10 * MINUTE });
  expect(memory.watchedSince).toBeLessThan(stage.at);
  const states = again.board.events.filter(({ kind }) => kind === 'state');
  expect(states).toEqual([]);
}, 120_000);

test('what is kept is not written over before it was read, and comes late where the history does', async () => {
  const stage = rehearse(undefined, history);
  await learn(stage);
  // The first Weir still holds the folder: the next one cannot read it yet.
  const late = await place.open();
  expect(late.state().state).toBe('trouble');
  const next = rehearse(undefined, late);
  next.at = stage.at + MINUTE;
  await pass(next, 10_000, { sinceMs: next.at });
  expect(nightly(next).hourlyUsual.at(NOON).known).toBe(false);
  await history.close();
  await until(() => late.state().state === 'ok');
  for (let left = 20; left > 0 && nightly(next).memory.pauses === 0; left -= 1) {
    await poll(next, { sinceMs: stage.at + MINUTE });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(nightly(next).hourlyUsual.at(NOON)).toMatchObject({ known: true, value: { days: 1 } });
  expect(nightly(next).memory.pauses).toBeGreaterThanOrEqual(2);
}, 120_000);

test('a group that was made anew meanwhile begins with nothing', async () => {
  const stage = rehearse(undefined, history);
  await learn(stage);
  await history.close();
  const again = rehearse(undefined, await place.open());
  again.at = stage.at + HOUR_MS;
  const group = seenGroup({ group: 'nightly', since: again.at, position: idAt(5) });
  await again.poll({ changed: [seenStream('orders', [group], { since: again.at })] });
  expect(nightly(again).memory.pauses).toBe(0);
  expect(nightly(again).hourlyUsual.at(NOON).known).toBe(false);
}, 120_000);
