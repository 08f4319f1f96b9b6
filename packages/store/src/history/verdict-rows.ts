import type { NotedVerdict } from '@weir/domain/history/history';
import type { GroupStatus, Level } from '@weir/domain/health/status';
import type { Sentence } from '@weir/domain/wire/sentence';
import { fillingsOf, worded, wordingOf } from '@weir/domain/wire/wording';
import type { Statements } from './statements.ts';

/** Verdicts as they were shown. Many groups say the same words at different times: those are kept once. */
export interface VerdictRows {
  add(series: number, at: number, verdict: NotedVerdict): void;
  /** The verdict that stood at a moment. */
  at(series: number, at: number): NotedVerdict | undefined;
}

export function createVerdictRows(statements: Statements): VerdictRows {
  const numbers = new Map<string, number>();
  const texts = new Map<number, Sentence>();

  function numberOf(wording: Sentence): number {
    const text = JSON.stringify(wording);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const found = statements.findWording.get(text)?.['wording'];
    const number = Number(found ?? statements.addWording.run(text).lastInsertRowid);
    numbers.set(text, number);
    return number;
  }

  function wordingAt(number: number): Sentence {
    if (!texts.has(number)) {
      texts.clear();
      // Sound: every text was written from a sentence.
      for (const row of statements.wordings.all()) {
        texts.set(Number(row['wording']), JSON.parse(String(row['text'])) as Sentence);
      }
    }
    return texts.get(number) ?? [];
  }

  return {
    add(series, at, { level, status, since, sentence, clause, culprit }) {
      const fillings = JSON.stringify([fillingsOf(sentence), fillingsOf(clause)]);
      const [said, short] = [numberOf(wordingOf(sentence)), numberOf(wordingOf(clause))];
      statements.addVerdict.run(series, at, level, status, since, said, short, fillings, culprit);
    },
    at(series, at) {
      const row = statements.verdictAt.get(series, at);
      if (row === undefined) return undefined;
      // Sound, all three: written by `add`.
      const [said = [], short = []] = JSON.parse(String(row['fillings_json'])) as unknown[][];
      return {
        level: row['level'] as Level,
        status: row['status'] as GroupStatus,
        since: Number(row['since']),
        sentence: worded(wordingAt(Number(row['sentence'])), said),
        clause: worded(wordingAt(Number(row['clause'])), short),
        culprit: String(row['culprit']),
      };
    },
  };
}
