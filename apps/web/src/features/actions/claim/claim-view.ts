import { formatCount } from '@weir/domain/metrics/format-figures';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { ConsumerAnswer } from '@weir/domain/wire/answers';
import type { Sentence } from '@weir/domain/wire/sentence';
import { LEVELS } from '@weir/domain/health/status';

export type ClaimPreview = Extract<ReadyPlan['preview'], { of: 'claim' }>;

/** One consumer before and after the claim. */
export interface TargetLine {
  readonly consumer: string;
  /** Undefined for a name that is no consumer yet. */
  readonly answer: ConsumerAnswer | undefined;
  readonly source: boolean;
  readonly gets: number;
  readonly before: number;
  readonly after: number;
}

/** Every consumer of the group with what it holds before and after, those it concerns first. */
export function targetLines(preview: ClaimPreview | undefined, consumers: readonly ConsumerAnswer[]): TargetLine[] {
  const gets = new Map((preview?.to ?? []).map((target) => [target.consumer, target]));
  const loses = new Map((preview?.from ?? []).map(({ consumer, count }) => [consumer, count]));
  const known = new Set(consumers.map(({ consumer }) => consumer));
  const lines = consumers.map((answer): TargetLine => {
    const { consumer } = answer;
    const target = gets.get(consumer);
    const before = target?.pendingNow ?? answer.pending;
    const got = target?.gets ?? 0;
    const lost = loses.get(consumer) ?? 0;
    return { consumer, answer, source: lost > 0, gets: got, before, after: Math.max(before - lost, 0) + got };
  });
  for (const { consumer, gets: got, pendingNow } of gets.values()) {
    if (!known.has(consumer))
      lines.push({
        consumer,
        answer: undefined,
        source: false,
        gets: got,
        before: pendingNow,
        after: pendingNow + got,
      });
  }
  return lines.toSorted(
    (a, b) => Number(a.source) - Number(b.source) || rank(b) - rank(a) || (a.consumer < b.consumer ? -1 : 1),
  );
}

// Live ones first: they are who can be chosen.
function rank({ answer }: TargetLine): number {
  return answer === undefined ? LEVELS.length : LEVELS.indexOf(answer.level);
}

/** "214 each", "213 to 214 each"; '' while nobody gets anything. */
export function eachWords(preview: ClaimPreview | undefined): string {
  const shares = (preview?.to ?? []).map(({ gets }) => gets).filter((gets) => gets > 0);
  if (shares.length === 0) return '';
  const least = Math.min(...shares);
  const most = Math.max(...shares);
  return least === most ? `${formatCount(most)} each` : `${formatCount(least)} to ${formatCount(most)} each`;
}

/** What happens to owners, idle time, delivery counts, one sentence each. */
export function happenings(preview: ClaimPreview, deliveries: 'keep' | 'add-one'): readonly Sentence[] {
  const count = preview.to.reduce((sum, { gets }) => sum + gets, 0);
  return [
    [
      { n: count, b: true },
      count === 1 ? ' entry moves from ' : ' entries move from ',
      ...sources(preview),
      ' to ',
      ...receivers(preview),
    ],
    [count === 1 ? 'Its idle time restarts at 0' : 'Their idle time restarts at 0'],
    deliveries === 'keep'
      ? ['Delivery counts stay: ', ...countsOf(preview, 0)]
      : ['Delivery counts go up by 1: ', ...countsOf(preview, 1)],
  ];
}

function sources({ from }: ClaimPreview): Sentence {
  const [only] = from;
  return from.length === 1 && only !== undefined ? [{ name: only.consumer }] : [{ n: from.length }, ' consumers'];
}

function receivers({ to }: ClaimPreview): Sentence {
  const getting = to.filter(({ gets }) => gets > 0);
  const [only] = getting;
  if (getting.length !== 1 || only === undefined) return [{ n: getting.length, b: true }, ' consumers'];
  return only.isNew ? ['the new consumer ', { name: only.consumer, b: true }] : [{ name: only.consumer, b: true }];
}

function countsOf({ deliveries }: ClaimPreview, step: 0 | 1): Sentence {
  const parts = deliveries.map(([before, entries]): Sentence =>
    step === 0
      ? [{ n: entries }, ' at ', { n: before }]
      : [{ n: entries }, ' from ', { n: before }, ' to ', { n: before + 1 }],
  );
  return parts.flatMap((part, index) => (index === 0 ? part : [', ', ...part]));
}

/** "Claim 1,284 entries"; what the button says while it is being counted. */
export function claimLabel(plan: ReadyPlan | undefined): string {
  return plan?.confirm.label ?? 'Claim';
}

/** What the dead consumer of a troubled row holds, as its sentence says; null when the sentence names no such figure. */
export function heldInSentence(sentence: Sentence): number | null {
  const bold = sentence.flatMap((part) => (typeof part !== 'string' && 'n' in part && part.b === true ? [part.n] : []));
  return bold.length === 1 ? (bold[0] ?? null) : null;
}
