import { compareEntryIds, type EntryId, millisOf, parseEntryId } from '@weir/domain/entries/entry-id';
import { formatBytes, formatCount } from '@weir/domain/metrics/format-figures';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { RulerAnswer } from '@weir/domain/wire/answers';
import type { GlyphShape } from '../../../ui/status-glyph.tsx';

export type TrimPreview = Extract<ReadyPlan['preview'], { of: 'trim' }>;

/** The sentence of the preview. */
export function trimStatement(plan: ReadyPlan, preview: TrimPreview): string {
  // Who asks for what no group needs is not held back by it.
  const byGuard = plan.input?.kind !== 'trim' || plan.input.rule.keep !== 'needed';
  const { count, exact } = plan.affects;
  if (count === 0 && byGuard && preview.heldBy !== null)
    return 'Would remove entries that are still needed, so the guard holds it back';
  if (count === 0) return 'Nothing would be removed';
  const about = exact ? '' : 'about ';
  const freed = preview.freesBytes.known ? ` and free about ${formatBytes(preview.freesBytes.value)}` : '';
  const held = byGuard && preview.heldBy !== null ? '. The guard holds back the rest' : '';
  return `Would remove ${about}${formatCount(count)} of ${formatCount(preview.length)} entries${freed}${held}`;
}

export interface Fact {
  readonly name: string;
  readonly value: string;
  /** Why it is not known; undefined = it is. */
  readonly unknown?: string;
}

/** Removes, keeps, oldest kept, frees. `clock` turns epoch ms into the clock of the page. */
export function trimFacts(
  plan: ReadyPlan,
  preview: TrimPreview,
  idsAreTimes: boolean,
  clock: (at: number) => string,
): readonly Fact[] {
  const { bound, freesBytes } = preview;
  const first = bound.known && bound.value !== null ? parseEntryId(bound.value) : undefined;
  return [
    { name: 'Removes', value: `${plan.affects.exact ? '' : 'about '}${formatCount(plan.affects.count, 'full')}` },
    { name: 'Keeps', value: formatCount(preview.keeps, 'full') },
    !bound.known
      ? { name: 'Oldest kept', value: 'unknown', unknown: bound.because }
      : first === undefined
        ? { name: 'Oldest kept', value: 'none' }
        : { name: 'Oldest kept', value: idsAreTimes ? clock(millisOf(first)) : first },
    freesBytes.known
      ? { name: 'Frees', value: `about ${formatBytes(freesBytes.value)}` }
      : { name: 'Frees', value: 'unknown', unknown: freesBytes.because },
  ];
}

/** The oldest entry a group still needs; undefined = it needs none, or that is not known. */
export function oldestNeeded(ruler: RulerAnswer | undefined, group: string): EntryId | undefined {
  const lane = ruler?.groups.find((each) => each.group === group);
  if (lane === undefined) return undefined;
  const ids = [lane.marks[0]?.id, lane.oldestUnreadId.known ? lane.oldestUnreadId.value : null]
    .map((id) => parseEntryId(id ?? ''))
    .filter((id): id is EntryId => id !== undefined);
  return ids.toSorted(compareEntryIds)[0];
}

type Effect = ReadyPlan['groups'][number]['effect'];

export const EFFECT_SHAPE: { readonly [E in Effect]: GlyphShape } = {
  none: 'healthy',
  'loses-unread': 'critical',
  'loses-pending': 'critical',
  'holds-back': 'warning',
  'reads-again': 'warning',
  skips: 'warning',
  'reads-new': 'note',
};

/** The ways on when the guard holds a trim back. */
export function waysOn(heldBy: string): readonly string[] {
  return [
    `Wait until ${heldBy} has read and acked what is in the way.`,
    'Claim its pending entries to a consumer that works, or acknowledge those nobody needs.',
    'Trim past the guard. What is in the way is then lost to that group.',
  ];
}
