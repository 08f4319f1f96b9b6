import { dueTimes } from '@weir/domain/policies/due-times';
import type { Policy } from '@weir/domain/policies/policy';
import { lengthAfter, type PolicyRun } from '@weir/domain/policies/policy-run';
import type { PoliciesAnswer, PolicyAnswer, PolicyRunAnswer } from '@weir/domain/wire/policy-answers';
import { findWatch } from '../connections/find-watch.ts';
import type { Watch } from '../observe/watch.ts';
import { type PolicyTools, streamsOf } from './policy-tools.ts';
import { canWork } from './scheduler.ts';

const NEWEST = 20;
// Enough of the newest runs to find one for each of the streams that are shown.
const RUNS_READ = 60;

/** The policies of a connection, each with what it did last and when it is due. */
export async function describePolicies(tools: PolicyTools, connection: string): Promise<PoliciesAnswer> {
  const { book, desk, holder } = tools;
  const watch = findWatch(desk.tools.watches, connection);
  const here = desk.tools.here();
  const [all, heldUp, lease] = await Promise.all([book.policies(), book.heldUp(), book.lease()]);
  const mine = all.filter(({ settings }) => settings.connection === connection);
  const items: PolicyAnswer[] = [];
  for (const policy of mine) {
    const runs = await book.runs({ policyId: policy.policyId, limit: RUNS_READ });
    items.push(policyAnswer(policy, watch, runs, heldUp, here));
  }
  const lives = lease !== undefined && lease.until > here;
  return {
    items,
    nextCursor: null,
    heldUp,
    runner: !lives ? 'nobody' : lease.holder === holder ? 'here' : 'elsewhere',
  };
}

function policyAnswer(
  policy: Policy,
  watch: Watch,
  runs: readonly PolicyRun[],
  heldUp: string | null,
  here: number,
): PolicyAnswer {
  const { policyId, settings, state, because, reason, savedBy, savedAt, dealtWith } = policy;
  const streams = streamsOf(watch, settings);
  const seen = new Set<string>();
  const newest: PolicyRunAnswer[] = [];
  for (const run of runs) {
    const target = JSON.stringify([run.stream, run.group]);
    if (seen.has(target) || newest.length === NEWEST) continue;
    seen.add(target);
    newest.push(runAnswer(run));
  }
  return {
    policyId,
    settings,
    state,
    because,
    reason,
    savedBy,
    savedAt,
    streams: streams.slice(0, NEWEST),
    streamCount: streams.length,
    next: state === 'on' ? dueTimes(settings, Math.max(here, dealtWith), 2) : [],
    waits: state === 'on' ? whatItWaitsFor(watch, heldUp, here) : '',
    newest,
  };
}

function whatItWaitsFor(watch: Watch, heldUp: string | null, here: number): string {
  if (watch.readOnly) return `${watch.name} is watched only: its policies are shown and never run.`;
  if (heldUp !== null) return heldUp;
  return canWork(watch, here)
    ? ''
    : 'Redis is not there, or the picture is old. What is missed runs once when it is back.';
}

export function runAnswer(run: PolicyRun): PolicyRunAnswer {
  const { facts: _facts, fingerprint: _fingerprint, planId: _planId, ...told } = run;
  return { ...told, left: lengthAfter(run) };
}
