import { nextCall } from '@weir/domain/actions/next-call';
import type { Plan } from '@weir/domain/actions/plan';
import { AT_START } from '@weir/domain/actions/work';
import type { AuditBeginning } from '@weir/domain/audit/audit-record';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { callSize } from '@weir/domain/jobs/call-size';
import type { Job } from '@weir/domain/jobs/job';
import type { Fence } from '@weir/domain/policies/lease';
import type { ApplyAnswer } from '@weir/domain/wire/action-answers';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { roleCovers } from '../access/role.ts';
import type { Visitor } from '../access/visitor.ts';
import { findWatch } from '../connections/find-watch.ts';
import { isStale } from '../observe/board.ts';
import type { Watch } from '../observe/watch.ts';
import { pause, type ActTools } from './act-tools.ts';
import { answerOf, refusedAnswer } from './apply-answer.ts';
import { changerOf } from './changer-of.ts';
import { definitionOf } from './definition-of.ts';
import type { JobDesk } from './job-desk.ts';
import { undoneSince } from './past-of.ts';
import { roleFor } from './role-for.ts';
import { forJournal } from './run.ts';

export interface ApplyRequest {
  readonly planId: string;
  readonly reason: string;
  readonly confirmName: string | undefined;
  /** Address the request came from. */
  readonly origin: string;
  /** From a run of a policy: it begins nothing once another Weir runs the policies. */
  readonly fence?: Fence;
}

// What is over by then is answered with its result; anything longer is followed on its own page.
const AT_ONCE_MS = 1_500;

/** Carries out a plan, if it still fits the world. Every way it can end is an answer; only mistakes of the caller throw. */
export async function applyPlan(
  tools: ActTools,
  desk: JobDesk,
  request: ApplyRequest,
  visitor: Visitor,
): Promise<ApplyAnswer> {
  const plan = await tools.journal.plan(request.planId);
  if (plan === undefined) throw new ConsoleError('not-found', 'This plan is no longer there. Make it again.');
  const watch = findWatch(tools.watches, plan.connection);
  checkRequest(plan, request, watch);
  const auditId = tools.newId();
  const beginning = beginningOf(tools, plan, request, visitor, auditId);
  const role = roleFor(plan);
  if (!roleCovers(visitor.role, role)) {
    await noteRefusal(tools, beginning, `Denied: this needs the role ${role}.`);
    throw new ConsoleError('not-permitted', `This needs the role ${role}.`);
  }
  const why = await whyNot(tools, plan, watch);
  if (why.sentence !== '') {
    await noteRefusal(tools, beginning, why.sentence);
    return refusedAnswer(why.sentence, why.differences, auditId);
  }
  const job = await jobOf(tools, plan, watch, request, visitor, auditId);
  const seat = await desk.start(job, { ...beginning, jobId: job.jobId }, request.fence);
  await Promise.race([seat.ended, pause(AT_ONCE_MS)]);
  return answerOf(seat, undefined);
}

function checkRequest(plan: Plan, request: ApplyRequest, watch: Watch): void {
  if (plan.typeName !== null && request.confirmName !== plan.typeName) {
    throw new ConsoleError('bad-input', `Type the name exactly as it is to go on: ${plan.typeName}`);
  }
  if (reasonNeeded(watch) && request.reason.trim() === '') {
    throw new ConsoleError('bad-input', 'On this connection every change needs a reason.');
  }
}

/** Changes on production say why. */
export function reasonNeeded(watch: Watch): boolean {
  return watch.kind === 'production';
}

async function whyNot(
  tools: ActTools,
  plan: Plan,
  watch: Watch,
): Promise<{ readonly sentence: string; readonly differences: readonly string[] }> {
  const none: readonly string[] = [];
  if (plan.refusal !== null) return { sentence: plainSentence(plan.refusal, plan.seenAt), differences: none };
  if (plan.work === null) return { sentence: 'There is nothing to do.', differences: none };
  if (tools.here() > plan.expiresAt) {
    return { sentence: 'This plan is more than an hour old. Make it again.', differences: none };
  }
  changerOf(watch);
  if (watch.gateway.watcher.link.state !== 'up') {
    return { sentence: 'There is no connection to Redis at the moment. Nothing was changed.', differences: none };
  }
  if (isStale(watch.board, tools.here()) && !watch.gateway.watcher.paused) {
    return {
      sentence: 'The picture is older than three polls. Nothing was changed; try again when it is fresh.',
      differences: none,
    };
  }
  const undone = await undoneSince(tools.journal, plan);
  if (undone !== null) return { sentence: undone, differences: none };
  const differences = await definitionOf(plan.kind).moved(watch.gateway.look, plan);
  const sentence =
    differences.length === 0 ? '' : `Since the plan was made: ${differences.join(' ')} Nothing was changed.`;
  return { sentence, differences };
}

async function jobOf(
  tools: ActTools,
  plan: Plan,
  watch: Watch,
  request: ApplyRequest,
  visitor: Visitor,
  auditId: string,
): Promise<Job> {
  const jobId = `${plan.kind}-${tools.newId()}`;
  const { work } = plan;
  if (work === null) throw new ConsoleError('refused', 'There is nothing to do.');
  const ratePerSecond =
    'ratePerSecond' in plan.input && (work.do === 'copy' || work.do === 'redrive') ? plan.input.ratePerSecond : null;
  const frozen = (from: number, count: number) => tools.journal.frozen(plan.planId, from, count);
  const first = await nextCall(
    { jobId, stream: plan.stream, work, checkpoint: AT_START, actor: visitor.actor, reason: request.reason.trim() },
    callSize(ratePerSecond),
    frozen,
  );
  return {
    jobId,
    planId: plan.planId,
    fingerprint: plan.fingerprint,
    kind: plan.kind,
    title: plan.title,
    connection: plan.connection,
    stream: plan.stream,
    group: plan.group,
    input: plan.input,
    work,
    actor: visitor.actor,
    reason: request.reason.trim(),
    auditId,
    ...(plan.undoes === undefined ? {} : { undoes: plan.undoes }),
    state: 'queued',
    because: '',
    total: plan.affects,
    checkpoint: AT_START,
    open: first === null ? null : forJournal(first),
    lineage: await changerOf(watch).lineage(),
    ratePerSecond,
    outcome: null,
    createdAt: tools.here(),
    startedAt: null,
    endedAt: null,
    later: null,
  };
}

function beginningOf(
  tools: ActTools,
  plan: Plan,
  { reason, origin }: ApplyRequest,
  visitor: Visitor,
  auditId: string,
): AuditBeginning {
  const recorded = definitionOf(plan.kind).recorded?.(plan) ?? plan;
  return {
    at: tools.here(),
    auditId,
    actor: visitor.actor,
    role: visitor.role,
    origin,
    action: plan.kind,
    connection: plan.connection,
    stream: plan.stream,
    group: plan.group,
    reason: reason.trim(),
    planId: plan.planId,
    fingerprint: plan.fingerprint,
    jobId: null,
    what: plan.title,
    commands: recorded.commands,
    detail: {
      input: recorded.input,
      affects: plan.affects,
      groups: plan.groups,
      preview: recorded.preview,
      seenAt: plan.seenAt,
    },
  };
}

/** What was refused before it began is in the log too, with who wanted it. */
async function noteRefusal(tools: ActTools, beginning: AuditBeginning, sentence: string): Promise<void> {
  await tools.audit.add({ type: 'begun', body: beginning });
  await tools.audit.add({
    type: 'ended',
    body: {
      at: tools.here(),
      auditId: beginning.auditId,
      outcome: 'refused',
      done: 0,
      skipped: 0,
      summary: sentence,
      detail: null,
    },
  });
}
