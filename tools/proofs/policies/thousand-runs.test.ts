import { setTimeout as wait } from 'node:timers/promises';
import { readLines } from '@weir/domain/archive/read-lines';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { policyWorld, QUARTER, switchedOn, type PolicyWorld } from './policy-life.ts';
import { reader, writer } from './traffic.ts';

// At full length the issue's thousand runs under five thousand entries a second; in short enough to see each part work.
const SOAK = process.env['WEIR_SOAK'] === '1';
const RUNS = SOAK ? 1_000 : 20;
const PER_SECOND = SOAK ? 5_000 : 1_000;
// Between two runs, so that there is something to remove: at full length the runs take two minutes.
const BETWEEN_MS = SOAK ? 120 : 60;

let world: PolicyWorld;
beforeAll(async () => {
  world = await policyWorld();
});
afterAll(() => world.close());

test(
  `${RUNS} runs under producers and consumers: nothing is lost, and two Weirs never both run`,
  { timeout: 1_800_000 },
  async () => {
    const others = new Redis(world.redis.port, { maxRetriesPerRequest: 0 });
    for (const group of ['quick', 'slow']) await others.call('XGROUP', 'CREATE', 'orders', group, '0', 'MKSTREAM');
    const stop = { now: false };
    const produced = writer(world.redis.port, 'orders', PER_SECOND, stop);
    const quick = reader(world.redis.port, 'orders', 'quick', { acksLate: false }, stop);
    const slow = reader(world.redis.port, 'orders', 'slow', { acksLate: true }, stop);
    const first = await world.weir('a');
    const weirs = [first, await world.weir('b')];
    const wanted = {
      keep: { keep: 'newest', entries: 500 },
      archive: true,
      caps: { entries: 1_000_000, percent: 100 },
      mayEmpty: true,
    };
    const { policyId } = await switchedOn(first, wanted);
    let removed = 0;
    let ran = 0;
    const outcomes = new Map<string, number>();
    while (ran < RUNS) {
      await wait(BETWEEN_MS);
      world.pass(QUARTER);
      await Promise.all(weirs.map((weir) => weir.turn()));
      const [run] = await world.store.policies.runs({ policyId, limit: 1 });
      if (run === undefined) continue;
      ran += 1;
      removed += run.removed;
      outcomes.set(String(run.outcome), (outcomes.get(String(run.outcome)) ?? 0) + 1);
      // The clock is put forward and the entries are not: a machine that stood still looks like far more than usual.
      if (run.outcome === 'stopped') await switchedOn(first, wanted, policyId);
    }
    stop.now = true;
    const [all, ...read] = await Promise.all([produced, quick, slow]);
    const runs = await world.store.policies.runs({ policyId, limit: 500 });
    expect(outcomes.get('done') ?? 0, 'runs that removed something').toBeGreaterThan(RUNS / 10);
    expect(new Set(runs.map(({ dueAt }) => dueAt)).size, 'a due time has one run').toBe(runs.length);

    // Archive ∪ stream is all there ever was, and what was removed is in the archive exactly once.
    const left = ((await others.call('XRANGE', 'orders', '-', '+')) as [string, unknown][]).map(([id]) => id);
    const archived = await archivedIds();
    expect(archived).toHaveLength(removed);
    expect([...archived, ...left]).toEqual(all);
    // Whoever reads got everything, in order, and what was pending still had its payload.
    for (const { got, withoutPayload } of read) {
      expect(withoutPayload).toEqual([]);
      expect(got).toEqual(all);
    }
    expect(weirs.flatMap(({ faults }) => faults)).toEqual([]);
    others.disconnect();
    console.log(
      `${RUNS} runs (${[...outcomes].map(([word, count]) => `${count} ${word}`).join(', ')}): ${all.length} entries, ${removed} archived and removed`,
    );
  },
);

/** Every entry of every archive, in the order of the stream; an archive that was not finished holds up nothing. */
async function archivedIds(): Promise<readonly string[]> {
  const kept = (await world.archives.list(100_000)).flatMap(({ sealed }) => (sealed === null ? [] : [sealed.manifest]));
  const ids: string[] = [];
  for (const { archiveId, parts } of kept.toSorted((a, b) => a.createdAt - b.createdAt)) {
    for (const { number } of parts) {
      for (const { id } of readLines(await world.archives.lines(archiveId, number))) ids.push(id);
    }
  }
  return ids;
}
