import type { Finding, Judgement } from '@weir/domain/health/judgement';
import { sameCell } from '@weir/domain/wire/changed-cells';

const NOTHING: readonly Finding[] = [];

/**
 * What is kept of a judgement until the next: of its findings only the one the status comes from, which may have to be
 * held. All of them for tens of thousands of groups would be a gigabyte that is new with every poll; `diagnose` makes
 * them again for the one group somebody looks at. `previous` itself where nothing is different.
 */
export function keptOf(judgement: Judgement, previous: Judgement | undefined): Judgement {
  const { level, status, since, sentence, clause } = judgement;
  const held = judgement.findings.filter(({ rule }) => rule === status);
  if (
    previous !== undefined &&
    previous.level === level &&
    previous.status === status &&
    previous.since === since &&
    sameCell(previous.sentence, sentence) &&
    sameCell(previous.clause, clause) &&
    sameCell(previous.findings, held)
  )
    return previous;
  return { level, status, since, sentence, clause, findings: held.length === 0 ? NOTHING : held };
}
