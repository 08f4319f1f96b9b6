import type { DiagnosisRow } from '@weir/domain/wire/answers';
import type { GroupRow } from '@weir/domain/wire/group-row';
import type { Sentence, SentencePart } from '@weir/domain/wire/sentence';
import type { GlyphShape } from '../../ui/status-glyph.tsx';

/** The statement is what the sentence opens with in bold; the rest explains it. */
export function splitSentence(sentence: Sentence): { readonly statement: Sentence; readonly explanation: Sentence } {
  const first = sentence.findIndex((part) => !isBold(part));
  if (first <= 0) return { statement: sentence, explanation: [] };
  const [head, ...rest] = sentence.slice(first);
  // The space between the two belongs to neither.
  const opening = typeof head === 'string' ? head.trimStart() : head;
  return {
    statement: sentence.slice(0, first),
    explanation: opening === undefined || opening === '' ? rest : [opening, ...rest],
  };
}

/** A sentence without the weight of its bold parts: a heading is bold already. */
export function unbolded(sentence: Sentence): Sentence {
  return sentence.map((part) => {
    if (typeof part === 'string' || part.b !== true) return part;
    const { b: _, ...plain } = part;
    return plain;
  });
}

/** The causes behind most trouble: they are shown even when ruled out, always in the order in which they are checked. */
const USUAL_CAUSES: ReadonlySet<string> = new Set(['dead-consumer', 'falling-behind', 'poison-entry', 'catching-up']);

/** What fired, what could not be checked and the usual causes, in this order; apart from them what else was ruled out. */
export function diagnosisParts(rows: readonly DiagnosisRow[]): {
  readonly main: readonly DiagnosisRow[];
  readonly more: readonly DiagnosisRow[];
} {
  const rank = { fired: 0, unknown: 1, 'ruled-out': 2 } as const;
  return {
    main: rows.filter(isMain).toSorted((a, b) => rank[a.verdict] - rank[b.verdict]),
    more: rows.filter((row) => !isMain(row)),
  };
}

function isMain({ rule, verdict }: DiagnosisRow): boolean {
  return verdict !== 'ruled-out' || USUAL_CAUSES.has(rule);
}

/** The shape says how bad it is for the group; the cross is for the consumer that is dead. */
export function verdictShape(row: DiagnosisRow): GlyphShape {
  if (row.verdict === 'ruled-out') return 'idle';
  return row.verdict === 'unknown' ? 'unknown' : row.level;
}

/** Where the entries of a finding are listed; undefined when it is not about pending entries. */
export function subjectSearch(
  rows: readonly DiagnosisRow[],
): { readonly consumer?: string; readonly deliveries?: string } | undefined {
  const fired = rows.find(({ verdict }) => verdict === 'fired');
  switch (fired?.rule) {
    case 'dead-consumer':
    case 'slow-consumer':
    case 'stalled-acknowledging':
      return fired.subject?.consumer === undefined ? {} : { consumer: fired.subject.consumer };
    case 'poison-entry':
      return { deliveries: '5..' };
    default:
      return undefined;
  }
}

/** True when one of these rules would show as trouble. */
export function isTroubled(row: GroupRow): boolean {
  return row.level === 'critical' || row.level === 'warning';
}

function isBold(part: SentencePart): boolean {
  return typeof part !== 'string' && part.b === true;
}
