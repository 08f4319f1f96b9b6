import type { Plan } from '@weir/domain/actions/plan';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fullState, type FullGroup, type FullState } from './full-state.ts';
import { change } from './random-change.ts';
import { GROUP, makeWorld, world } from './random-world.ts';
import { openUndoCourse, type UndoCourse } from './undo-course.ts';

// With WEIR_SOAK=1 ten thousand; else as many as fit into a few seconds.
const SOAK = process.env['WEIR_SOAK'] === '1';
const RUNS = SOAK ? 10_000 : 400;
const MS = SOAK ? 3_600_000 : 6_000;
const LEAST = 12;

let course: UndoCourse;
let streams = 0;
beforeAll(async () => {
  course = await openUndoCourse();
});
afterAll(() => course.close());

describe('a change and what takes it back', { timeout: MS + 60_000 }, () => {
  test('leave everything as it was: owners, deliveries, times, positions, entries read, fields', async () => {
    let taken = 0;
    const end = performance.now() + MS;
    const property = fc.asyncProperty(world, change, async (made, wanted) => {
      if (taken >= LEAST && performance.now() > end) return;
      streams += 1;
      const stream = `undo:${streams}`;
      await makeWorld(course.redis, stream, made);
      const whole = await fullState(course.redis, stream);
      // Redis takes nothing into a pending list whose payload is gone: it is said, and missing afterwards.
      const before = wanted.name === 'destroy-group' && whole ? withoutGhosts(whole) : whole;
      const plan = await course.plan(wanted.inputOn(stream));
      if (plan.refusal !== null) return;
      const done = await course.apply(plan);
      // A machine that stands still for some ms makes entries look as if they were delivered again: then nothing changed.
      if (done.outcome === 'refused') {
        compare(await fullState(course.redis, stream), whole, []);
        return;
      }
      expect(done.outcome).toBe('done');
      const undo = await course.planUndo(stream, done.jobId ?? '');
      expect(undo.refusal).toBeNull();
      expect(staysOf(undo)).toBe(pendingIn(whole) - pendingIn(before));
      const undone = await course.apply(undo);
      expect(undone).toMatchObject({ outcome: 'done', skippedTotal: 0 });
      compare(await fullState(course.redis, stream), before, wanted.targets);
      // Thousands of streams to watch would make the picture too old to act on.
      await course.redis.call('UNLINK', stream);
      taken += 1;
    });
    await fc.assert(property, { numRuns: RUNS });
    if (SOAK) console.log(`${taken} changes taken back`);
    expect(taken).toBeGreaterThanOrEqual(LEAST);
  });
});

const pendingIn = (state: FullState | undefined): number =>
  state?.groups.reduce((sum, { pending }) => sum + pending.length, 0) ?? 0;

function staysOf({ preview }: Plan): number {
  return preview.of === 'undo' ? preview.stays.reasons.reduce((sum, { count }) => sum + count, 0) : -1;
}

function withoutGhosts(state: FullState): FullState {
  const there = new Set(state.entries.map(([id]) => id));
  return {
    ...state,
    groups: state.groups.map((group) =>
      group.name === GROUP.toString('latin1')
        ? { ...group, pending: group.pending.filter(({ id }) => there.has(id)) }
        : group,
    ),
  };
}

/** Times of delivery are read from how long ago it was, so they are right to 2 ms; all else is equal to the byte. */
function compare(found: FullState | undefined, wanted: FullState | undefined, targets: readonly string[]): void {
  const had = new Map(wanted?.groups.map(({ name, consumers }) => [name, consumers]));
  // A consumer that a claim made stays, with nothing pending.
  const made = (group: string, consumer: string): boolean =>
    targets.includes(consumer) && had.get(group)?.includes(consumer) === false;
  expect(timeless(found, made)).toEqual(timeless(wanted, made));
  const before = new Map(wanted?.groups.flatMap(heldOf));
  for (const [key, at] of found?.groups.flatMap(heldOf) ?? []) {
    expect(Math.abs(at - (before.get(key) ?? 0)), key).toBeLessThanOrEqual(10);
  }
}

const heldOf = ({ name, pending }: FullGroup) =>
  pending.map(({ id, deliveredAt }): [string, number] => [`${name} ${id}`, deliveredAt]);

function timeless(state: FullState | undefined, made: (group: string, consumer: string) => boolean) {
  return (
    state && {
      ...state,
      groups: state.groups.map((group) => ({
        ...group,
        consumers: group.consumers.filter((name) => !made(group.name, name)),
        pending: group.pending.map(({ id, consumer, deliveries }) => `${id} ${consumer} ${deliveries}`),
      })),
    }
  );
}
