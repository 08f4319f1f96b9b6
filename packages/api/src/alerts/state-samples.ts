import type { AlertRule } from '@weir/domain/alerts/alert-rule';
import { sightOf } from '@weir/domain/alerts/sight';
import type { GroupStatus, Level } from '@weir/domain/health/status';
import { unknown } from '@weir/domain/known/known';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import { NOT_SEEN, type Range, type Recorded } from './past.ts';

/** A state, and since when. Undefined status = not known. */
export interface StateChange {
  readonly at: number;
  readonly level: Level;
  readonly status: GroupStatus;
}

/** From changes of state that were noted, oldest first. */
export function changesIn(noted: readonly WeirEvent[]): StateChange[] {
  return noted.flatMap(({ at, level, status }) =>
    level === 'note' || status === undefined ? [] : [{ at, level, status }],
  );
}

/** A time of which nothing was recorded, up to and without its end. */
export type Gap = Range;

/**
 * The state of a group over a time, from its changes: a sample every `stepMs`, and one wherever a rule might turn: at
 * each change, when it has lasted long enough, and at the edges of gaps. Before the first change it is not known.
 */
export function stateSamples(
  { watched: { when }, forMs, holdMs }: Pick<AlertRule, 'watched' | 'forMs' | 'holdMs'>,
  { from, to }: Range,
  changes: readonly StateChange[],
  gaps: readonly Gap[],
  stepMs: number,
): Recorded {
  const times = new Set<number>();
  const add = (at: number): void => {
    if (at >= from && at <= to) times.add(at);
  };
  for (let at = from; at <= to; at += stepMs) add(at);
  for (const { at } of changes) for (const later of [0, forMs, holdMs]) add(at + later);
  for (const gap of gaps) for (const at of [gap.from, gap.to]) add(at);
  let [next, nextGap] = [0, 0];
  let now: StateChange | undefined;
  return [...times]
    .toSorted((a, b) => a - b)
    .map((at) => {
      for (let change = changes[next]; change !== undefined && change.at <= at; change = changes[(next += 1)]) {
        now = change;
      }
      while ((gaps[nextGap]?.to ?? Infinity) <= at) nextGap += 1;
      const isGap = (gaps[nextGap]?.from ?? Infinity) <= at;
      const { level, status } = now ?? {};
      const isKnown = level !== undefined && status !== undefined && !isGap;
      return [at, null, isKnown ? sightOf(when, { level, status, ...NO_MORE }) : NOT_SEEN] as const;
    });
}

const NO_MORE = { unreachable: null, figure: () => unknown('not asked for') };

/** The times between points that are not known, in what was drawn of a figure that every poll knows. */
export function gapsIn(
  points: readonly (readonly [t: number, v: number | null])[],
  { from, to }: Range,
): readonly Gap[] {
  const gaps: Gap[] = [];
  let since: number | undefined = from;
  for (const [t, figure] of points) {
    if (figure === null) since ??= t;
    else {
      if (since !== undefined && t > since) gaps.push({ from: since, to: t });
      since = undefined;
    }
  }
  if (since !== undefined && to > since) gaps.push({ from: since, to });
  return gaps;
}
