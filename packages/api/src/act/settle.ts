import type { Call, CallResult } from '@weir/domain/actions/call';
import { checkpointAfter } from '@weir/domain/actions/checkpoint-after';
import { callSize } from '@weir/domain/jobs/call-size';
import { durably } from './durably.ts';
import { callAfter, forJournal, type Run } from './run.ts';
import { countSkips, pointOf } from './seat.ts';

/** Writes down what a call did, together with the call that is next, and says what that is. */
export async function settle(run: Run, call: Call, result: CallResult): Promise<Call | null> {
  const { seat, tools } = run;
  const { job } = seat;
  const checkpoint = checkpointAfter(job.checkpoint, call, result);
  const next = await callAfter(run, checkpoint, callSize(job.ratePerSecond));
  const open = next === null ? null : forJournal(next);
  const settled = {
    number: call.number,
    at: tools.here(),
    done: result.done,
    ...endsOf(call, result),
    skipped: result.skipped,
    ...(result.ranAt === undefined ? {} : { ranAt: result.ranAt }),
  };
  const { lineage } = job;
  await durably(seat, run.closing, () =>
    tools.journal.settle(
      job.jobId,
      settled,
      checkpoint,
      open === null || lineage === null ? null : { call: open, lineage },
    ),
  );
  countSkips(seat, result.skipped);
  seat.job = { ...seat.job, checkpoint, open };
  pointOf(seat, tools.here());
  return next;
}

function endsOf(
  call: Call,
  { reached }: CallResult,
): { readonly firstId: string | null; readonly lastId: string | null } {
  const entries =
    call.kind === 'give-back' ? call.returns.map(({ before }) => before) : 'entries' in call && call.entries;
  if (entries) return { firstId: entries[0]?.id ?? null, lastId: entries.at(-1)?.id ?? null };
  if (call.kind === 'resend-entry') return { firstId: call.entry, lastId: call.entry };
  if (call.kind === 'delete-entries') return { firstId: call.ids[0] ?? null, lastId: call.ids.at(-1) ?? null };
  return { firstId: call.kind === 'copy' || call.kind === 'restore' ? call.after : null, lastId: reached };
}
