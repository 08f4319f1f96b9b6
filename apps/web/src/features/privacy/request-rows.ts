import type { InputOf } from '@weir/domain/actions/action-input';
import type { FieldCondition } from '@weir/domain/actions/entry-filter';
import type { JobDetail, ReadyPlan } from '@weir/domain/wire/action-answers';
import { typedName } from '../actions/parts/guard-view.ts';
import { hasEnded } from '../actions/parts/job-view.ts';

/** So many streams in one request: the report's address has to hold all their plans. */
export const MOST_STREAMS = 100;

export type SearchState =
  | { readonly at: 'waiting' }
  | { readonly at: 'looking'; readonly looked: number }
  | { readonly at: 'ready'; readonly plan: ReadyPlan }
  | { readonly at: 'failed'; readonly sentence: string }
  | { readonly at: 'stopped' };

export type DeleteState =
  | { readonly at: 'rest' }
  | { readonly at: 'sending' }
  /** Weir's reply was lost; it is asked under the same key what came of it. */
  | { readonly at: 'checking' }
  | { readonly at: 'refused'; readonly sentence: string }
  | { readonly at: 'begun'; readonly jobId: string; readonly job: JobDetail | null };

/** One stream of the request. */
export interface RequestRow {
  readonly stream: string;
  readonly search: SearchState;
  readonly deletion: DeleteState;
  /** What is typed to confirm it. */
  readonly typed: string;
  /** Left out of the deletion by hand. */
  readonly leftOut: boolean;
  /** Plans that were begun before it was searched again: they belong into the report too. */
  readonly earlier: readonly string[];
}

export function newRow(stream: string): RequestRow {
  return {
    stream,
    search: { at: 'waiting' },
    deletion: { at: 'rest' },
    typed: '',
    leftOut: false,
    earlier: [],
  };
}

/** The row before it is searched once more. What was begun stays on record. */
export function searchedAgain(row: RequestRow): RequestRow {
  const { search, deletion, earlier, stream } = row;
  const begun = deletion.at === 'begun' && search.at === 'ready' ? [...earlier, search.plan.planId] : earlier;
  return { ...newRow(stream), earlier: begun };
}

export function deleteInput(
  connection: string,
  stream: string,
  conditions: readonly FieldCondition[],
  archive: boolean,
  request: string,
): InputOf<'delete-entries'> {
  return {
    kind: 'delete-entries',
    connection,
    stream,
    selection: { matching: { filter: { conditions: [...conditions] } } },
    archive,
    request,
  };
}

/** The plan a row would delete by; null = nothing found, not searched, or it was begun or refused already. */
export function planToApply({ search, deletion, leftOut }: RequestRow): ReadyPlan | null {
  if (search.at !== 'ready' || search.plan.refusal !== null || leftOut || deletion.at !== 'rest') return null;
  return search.plan;
}

export interface ToDelete {
  readonly stream: string;
  readonly plan: ReadyPlan;
}

export function toDelete(rows: readonly RequestRow[]): readonly ToDelete[] {
  return rows.flatMap((row) => {
    const plan = planToApply(row);
    return plan === null ? [] : [{ stream: row.stream, plan }];
  });
}

/** Plans of the whole request, for its report. Streams where nothing was found are in it as such. */
export function plansOf(rows: readonly RequestRow[]): readonly string[] {
  return rows.flatMap(({ search, earlier }) => [...earlier, ...(search.at === 'ready' ? [search.plan.planId] : [])]);
}

/** Why the deletion cannot be confirmed now; '' = it can. `now` is the time of the machine Weir runs on. */
export function missingOf(rows: readonly RequestRow[], reason: string, now: number): string {
  if (rows.some(({ search }) => search.at === 'waiting' || search.at === 'looking'))
    return 'It can be confirmed once every stream was searched.';
  const meant = rows.filter((row) => planToApply(row) !== null);
  if (meant.length === 0) return 'There is nothing to delete.';
  const plans = meant.flatMap((row) => planToApply(row) ?? []);
  const old = meant.find((row) => isExpired(row, now));
  if (old !== undefined) return `The search of ${old.stream} is more than an hour old. Search it again.`;
  if (plans.some(({ confirm }) => confirm.reasonNeeded) && reason.trim() === '')
    return 'Give a reason first. It is saved in the audit log.';
  const untyped = meant.find(
    (row) => typedName(row.typed, planToApply(row)?.confirm.typeName ?? row.stream).state !== 'same',
  );
  return untyped === undefined ? '' : `Type ${untyped.stream} in its row first, or leave that stream out.`;
}

/** It was not begun, and its plan cannot be used any more. */
export function isExpired({ search, deletion }: RequestRow, now: number): boolean {
  return search.at === 'ready' && deletion.at !== 'begun' && now >= search.plan.expiresAt;
}

/** A stream that should be looked at once more: it was not searched, not to its end, or Redis has moved on since. */
export function wantsSearch(row: RequestRow, now: number): boolean {
  const { search, deletion } = row;
  if (search.at === 'failed' || search.at === 'stopped' || deletion.at === 'refused') return true;
  if (search.at !== 'ready') return false;
  if (isExpired(row, now)) return true;
  const { preview } = search.plan;
  return deletion.at === 'begun' && isOver(deletion) && preview.of === 'delete-entries' && !preview.complete;
}

/** Its job has ended, with whatever outcome. */
export function isOver(deletion: DeleteState): boolean {
  return deletion.at === 'begun' && deletion.job !== null && hasEnded(deletion.job);
}

/** All figures of the request: found over how many streams, and what is done of it. */
export function totalsOf(rows: readonly RequestRow[]) {
  let found = 0;
  let streams = 0;
  let looked = 0;
  let searched = 0;
  for (const { search } of rows) {
    if (search.at === 'looking') looked += search.looked;
    if (search.at !== 'ready') continue;
    searched += 1;
    const { plan } = search;
    if (plan.preview.of === 'delete-entries') looked += plan.preview.looked;
    found += plan.affects.count;
    if (plan.affects.count > 0) streams += 1;
  }
  return { found, streams, looked, searched };
}
