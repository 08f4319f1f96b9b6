import type { Call } from '@weir/domain/actions/call';
import type { ActionKind } from '@weir/domain/actions/action-kind';
import type { Checkpoint } from '@weir/domain/actions/work';
import type { Job, JobState, Outcome } from '@weir/domain/jobs/job';
import type { Selectable } from 'kysely';
import type { Database, JobTable } from '../file/tables.ts';
import { frozenSlice } from './frozen-sets.ts';

export function rowOf(job: Job): Omit<JobTable, 'number'> {
  const { checkpoint, open, lineage, later, state, because, outcome, ...rest } = job;
  const { ratePerSecond, startedAt, endedAt, ...fixed } = rest;
  return {
    job_id: job.jobId,
    plan_id: job.planId,
    connection: job.connection,
    stream: job.stream,
    kind: job.kind,
    state,
    because,
    outcome,
    rate_per_second: ratePerSecond,
    created_at: job.createdAt,
    started_at: startedAt,
    ended_at: endedAt,
    fixed_json: JSON.stringify(fixed),
    checkpoint_json: JSON.stringify(checkpoint),
    open_json: callText(open),
    lineage_json: lineage === null ? null : JSON.stringify(lineage),
    later_json: later === null ? null : JSON.stringify(later),
    undoes: job.undoes?.jobId ?? null,
  };
}

export async function jobOf(database: Database, row: Selectable<JobTable>): Promise<Job> {
  // Sound, all of them: written by rowOf and the updates beside it.
  const fixed = JSON.parse(row.fixed_json) as Job;
  const checkpoint = JSON.parse(row.checkpoint_json) as Checkpoint;
  return {
    ...fixed,
    kind: row.kind as ActionKind,
    state: row.state as JobState,
    because: row.because,
    outcome: row.outcome as Outcome | null,
    checkpoint,
    open: await callOf(database, row, checkpoint),
    lineage: row.lineage_json === null ? null : (JSON.parse(row.lineage_json) as Job['lineage']),
    later: row.later_json === null ? null : (JSON.parse(row.later_json) as Job['later']),
    ratePerSecond: row.rate_per_second,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  };
}

/** A call as it is kept: without the entries, when its size says how many of the frozen set it covers. */
export function callText(call: Call | null): string | null {
  if (call === null) return null;
  if (!('entries' in call) || call.size === undefined) return JSON.stringify(call);
  return JSON.stringify({ ...call, entries: [] });
}

async function callOf(
  database: Database,
  { plan_id, open_json }: Selectable<JobTable>,
  { position }: Checkpoint,
): Promise<Call | null> {
  if (open_json === null) return null;
  // Sound: written by callText.
  const call = JSON.parse(open_json) as Call;
  if (!('entries' in call) || call.size === undefined) return call;
  return { ...call, entries: await frozenSlice(database, plan_id, position, call.size) };
}
