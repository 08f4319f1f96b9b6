import type { NotedVerdict } from '@weir/domain/history/history';
import { fillingsOf, wordingOf } from '@weir/domain/wire/wording';
import type { TrackedGroup } from '../observe/tracked.ts';

/** Decides which verdicts are new enough to be kept. */
export interface VerdictFilter {
  /** The group's verdict if it should be kept now; undefined where the last one kept says it well enough. */
  due(group: TrackedGroup, at: number): (NotedVerdict & { readonly key: number }) | undefined;
}

interface Kept {
  readonly status: string;
  readonly level: string;
  readonly culprit: string;
  readonly since: number;
  readonly wording: string;
  readonly fillings: string;
  readonly at: number;
}

// The figures of a row are kept at every poll; those inside its sentence need not be.
const FIGURES_EVERY_MS = 60_000;
const FIGURES_PER_MINUTE = 100;

/** Another status or other words at once; the same words with other figures once a minute, and not of everybody. */
export function createVerdictFilter(): VerdictFilter {
  const kept = new WeakMap<TrackedGroup, Kept>();
  let minute = 0;
  let left = 0;
  return {
    due(group, at) {
      const { level, status, since, sentence, clause } = group.judgement;
      const { culprit } = group.row;
      const before = kept.get(group);
      const isTold = before !== undefined && before.status === status && before.since === since;
      if (isTold && before.level === level && sentence.length === 0 && before.wording === NO_WORDS) return undefined;
      const wording = JSON.stringify([wordingOf(sentence), wordingOf(clause)]);
      const fillings = JSON.stringify([fillingsOf(sentence), fillingsOf(clause)]);
      const isSame = isTold && before.level === level && before.wording === wording && before.culprit === culprit;
      if (isSame) {
        if (before.fillings === fillings || at - before.at < FIGURES_EVERY_MS) return undefined;
        if (Math.floor(at / FIGURES_EVERY_MS) !== minute) {
          minute = Math.floor(at / FIGURES_EVERY_MS);
          left = FIGURES_PER_MINUTE;
        }
        if (left <= 0) return undefined;
        left -= 1;
      }
      kept.set(group, { status, level, culprit, since, wording, fillings, at });
      return { key: group.key, level, status, since, sentence, clause, culprit };
    },
  };
}

const NO_WORDS = JSON.stringify([[], []]);
