import { changedSomething } from '@weir/domain/jobs/changed-something';
import { durably } from './durably.ts';
import type { Run } from './run.ts';

/**
 * The job that was taken back and its audit record say by which job, before this one ends: a crash in between makes it
 * come here again, and then it is there already.
 */
export async function noteOnUndone(run: Run, summary: string): Promise<void> {
  const { tools, seat, closing } = run;
  const { undoes, jobId, auditId, actor } = seat.job;
  if (undoes === undefined || !changedSomething(seat.job)) return;
  const record = await tools.audit.record(undoes.auditId);
  const noted = record?.later.some(({ detail }) => isBy(detail, jobId)) ?? false;
  if (noted) return;
  const text = `Taken back by ${actor}, job ${jobId}. ${summary}`;
  const at = tools.here();
  await durably(seat, closing, () => tools.journal.note(undoes.jobId, { at, level: 'change', text }));
  await durably(seat, closing, () =>
    tools.audit.add({
      type: 'seen-later',
      body: { at, auditId: undoes.auditId, summary: text, detail: { undoneBy: jobId, undoneRecord: auditId } },
    }),
  );
}

function isBy(detail: unknown, jobId: string): boolean {
  return typeof detail === 'object' && detail !== null && 'undoneBy' in detail && detail.undoneBy === jobId;
}
