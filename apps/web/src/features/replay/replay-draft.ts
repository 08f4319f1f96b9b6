import type { InputOf } from '@weir/domain/actions/action-input';
import type { FieldCondition } from '@weir/domain/actions/entry-filter';
import { compareEntryIds, parseEntryId, type EntryId } from '@weir/domain/entries/entry-id';
import { nameFromSegment } from '../../app/name-in-url.ts';
import { parseFilter } from './filter-param.ts';

/** What the address of the wizard says; every part is text or absent. */
export interface ReplaySearch {
  readonly stream?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly f?: string | undefined;
  readonly target?: string | undefined;
  readonly into?: string | undefined;
  readonly create?: string | undefined;
  readonly mark?: string | undefined;
  readonly origin?: string | undefined;
  readonly group?: string | undefined;
  readonly rate?: string | undefined;
  readonly again?: string | undefined;
  readonly step?: string | undefined;
  readonly set?: string | undefined;
  readonly do?: string | undefined;
  readonly at?: string | undefined;
}

export const TARGETS = ['rewind', 'new-group', 'stream', 'same-stream'] as const;
export type ReplayTarget = (typeof TARGETS)[number];

export const STEPS = ['source', 'filter', 'target', 'rate', 'review'] as const;
export type ReplayStep = (typeof STEPS)[number];

export const DEFAULT_RATE = 500;
export const ORIGIN_FIELD = '_replay_of';

/** A replay as far as it was put together. */
export interface ReplayDraft {
  readonly stream: string;
  /** Inclusive; null = from the first entry, up to the last. */
  readonly from: EntryId | null;
  readonly to: EntryId | null;
  readonly conditions: readonly FieldCondition[];
  readonly target: ReplayTarget;
  /** Where copies go. */
  readonly into: string;
  readonly create: boolean;
  /** The field that gets the original id; null = fields stay exactly as they are. */
  readonly originField: string | null;
  /** The group to move; null = none was chosen. */
  readonly group: string | null;
  /** Undefined = what was typed is no rate. */
  readonly rate: number | undefined;
  readonly again: boolean;
}

export function draftOf(search: ReplaySearch): ReplayDraft {
  const stream = nameFromSegment(search.stream ?? '');
  const target = TARGETS.find((known) => known === search.target) ?? 'stream';
  return {
    stream,
    from: parseEntryId(search.from ?? '') ?? null,
    to: parseEntryId(search.to ?? '') ?? null,
    conditions: parseFilter(search.f),
    target,
    into: target === 'same-stream' ? stream : (nameIn(search.into) ?? (stream === '' ? '' : `${stream}:replay`)),
    create: search.create === '1',
    originField: search.mark === 'no' ? null : (nameIn(search.origin) ?? ORIGIN_FIELD),
    group: nameIn(search.group) ?? null,
    rate: rateOf(search.rate),
    again: search.again === '1',
  };
}

export function stepOf(search: ReplaySearch, draft: ReplayDraft): ReplayStep {
  const step = STEPS.find((known) => known === search.step) ?? 'source';
  return stepsFor(draft).includes(step) ? step : 'target';
}

/** The steps that apply: only copies can be filtered and have a rate; a group is moved or created in its own dialog. */
export function stepsFor({ target }: Pick<ReplayDraft, 'target'>): readonly ReplayStep[] {
  return hasOwnDialog(target) ? ['source', 'target'] : STEPS;
}

export function hasOwnDialog(target: ReplayTarget): boolean {
  return target === 'rewind' || target === 'new-group';
}

/** What is missing or wrong in a step, in words; '' = nothing. */
export function missingIn(step: ReplayStep, draft: ReplayDraft): string {
  switch (step) {
    case 'source':
      if (draft.stream === '') return 'Choose the stream to read from.';
      return draft.from !== null && draft.to !== null && compareEntryIds(draft.from, draft.to) > 0
        ? 'The range ends before it begins. Swap its ends.'
        : '';
    case 'filter':
    case 'review':
      return '';
    case 'target':
      return missingInTarget(draft);
    case 'rate':
      return draft.rate === undefined ? 'Give a whole number from 1 to 1,000,000, such as 500.' : '';
    default:
      return step satisfies never;
  }
}

function missingInTarget({ target, into, originField, group }: ReplayDraft): string {
  switch (target) {
    case 'rewind':
      return group === null ? 'Choose the group to move.' : '';
    case 'new-group':
      return '';
    case 'stream':
      if (into === '') return 'Name the stream to copy to.';
      return originField === '' ? 'Name the field, or leave it out.' : '';
    case 'same-stream':
      return originField === '' ? 'Name the field, or leave it out.' : '';
    default:
      return target satisfies never;
  }
}

/** The change to plan; null while something is missing, or when a dialog of its own does it. */
export function replayInputOf(conn: string, draft: ReplayDraft): InputOf<'replay'> | null {
  if (hasOwnDialog(draft.target) || draft.rate === undefined) return null;
  if (stepsFor(draft).some((step) => missingIn(step, draft) !== '')) return null;
  const { stream, from, to, conditions, again } = draft;
  const base = {
    kind: 'replay' as const,
    connection: conn,
    stream,
    ...(from === null ? {} : { from }),
    ratePerSecond: draft.rate,
    again,
  };
  return {
    ...base,
    ...(to === null ? {} : { to }),
    ...(conditions.length === 0 ? {} : { filter: { conditions: [...conditions] } }),
    target: { stream: draft.into, create: draft.create, originField: draft.originField },
  };
}

// An emptied name is written as a lone backslash, because the address leaves out empty parts.
function nameIn(text: string | undefined): string | undefined {
  return text === undefined ? undefined : nameFromSegment(text);
}

function rateOf(text: string | undefined): number | undefined {
  if (text === undefined) return DEFAULT_RATE;
  const plain = text.trim().replaceAll(',', '');
  if (!/^\d{1,7}$/.test(plain)) return undefined;
  const rate = Number(plain);
  return rate >= 1 && rate <= 1_000_000 ? rate : undefined;
}
