import { compareRanked } from '@weir/domain/health/rank';
import { verdict } from '@weir/domain/health/verdict';
import type { GroupRow } from '@weir/domain/wire/group-row';
import type { Sentence } from '@weir/domain/wire/sentence';
import { useMemo } from 'react';
import { useZone } from '../../app/preferences.ts';
import { sentenceWords } from '../../format/sentence-words.ts';
import { redisClock } from '../../live/redis-clock.ts';
import { useGroupRows, useSummary } from '../../live/use-live.ts';

export interface ShownVerdict {
  readonly title: Sentence;
  readonly subtitle: Sentence;
  readonly spoken: string;
}

/** The verdict on the whole picture; null before the first poll. */
export function useVerdict(): ShownVerdict | null {
  const summary = useSummary();
  const rows = useGroupRows();
  const zone = useZone();
  return useMemo(() => {
    if (summary?.polledAt == null || rows === null) return null;
    const { title, subtitle } = verdict(summary.levels, worstClauses(rows, redisClock.now()));
    return { title, subtitle, spoken: sentenceWords(title, redisClock.now(), zone) };
  }, [summary, rows, zone]);
}

function worstClauses(rows: readonly GroupRow[], now: number): readonly Sentence[] {
  return rows
    .filter((row) => (row.level === 'critical' || row.level === 'warning') && row.clause.length > 0)
    .toSorted((a, b) => compareRanked(a, b, now))
    .map((row) => row.clause);
}
