import type { Sentence, SentencePart } from '../wire/sentence.ts';
import { LEVELS, type Level } from './status.ts';

export interface Verdict {
  readonly title: Sentence;
  readonly subtitle: Sentence;
}

/**
 * The head of Triage: "4 of 23 groups need attention", and below it the two worst clauses as one sentence. `levels`
 * counts groups; `clauses` are those of the groups in trouble, ranked, worst first.
 */
export function verdict(levels: Readonly<Record<Level, number>>, clauses: readonly Sentence[]): Verdict {
  const total = LEVELS.reduce((sum, level) => sum + levels[level], 0);
  const trouble = levels.critical + levels.warning;
  if (total === 0) return { title: ['No groups yet'], subtitle: ['Groups appear here as soon as a stream has one.'] };
  if (trouble === 0) return calm(total, levels.unknown);
  const title: Sentence =
    total === 1
      ? ['The only group needs attention']
      : [{ n: trouble }, ' of ', { n: total }, trouble === 1 ? ' groups needs attention' : ' groups need attention'];
  return {
    title,
    subtitle: joined(clauses.filter((clause) => clause.length > 0)),
  };
}

function calm(total: number, unknown: number): Verdict {
  if (unknown === 0) {
    const title: Sentence = total === 1 ? ['The only group keeps up'] : ['All ', { n: total }, ' groups keep up'];
    return { title, subtitle: ['Nothing is stuck and nothing is growing.'] };
  }
  const subtitle: Sentence = ['Unread is not known for ', { n: unknown }, unknown === 1 ? ' group.' : ' groups.'];
  if (unknown === total) return { title: ['Unread is not known'], subtitle };
  const known = total - unknown;
  return {
    title: [{ n: known }, ' of ', { n: total }, known === 1 ? ' groups keeps up' : ' groups keep up'],
    subtitle,
  };
}

function joined(clauses: readonly Sentence[]): Sentence {
  const [first, second] = clauses;
  if (first === undefined) return [];
  return second === undefined ? [...capital(first), '.'] : [...capital(first), ', and ', ...second, '.'];
}

function capital(clause: Sentence): Sentence {
  const [first, ...rest] = clause;
  if (typeof first !== 'string') return clause;
  const start: SentencePart = first.charAt(0).toUpperCase() + first.slice(1);
  return [start, ...rest];
}
