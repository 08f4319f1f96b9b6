import type { AuditBeginning, AuditEntry } from '@weir/domain/audit/audit-record';
import { canonicalJson } from '@weir/domain/audit/canonical-json';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { actorOf, bindingOf, type Policy, type PolicySettings } from '@weir/domain/policies/policy';
import type { Visitor } from '../access/visitor.ts';
import { reasonNeeded } from '../act/apply-plan.ts';
import { sha256 } from '../act/fingerprint.ts';
import { findWatch } from '../connections/find-watch.ts';
import { type PolicyTools, requirePolicy, type RunTarget, subjectOf } from './policy-tools.ts';

export interface SaveRequest {
  /** Absent = a new one. */
  readonly policyId?: string | undefined;
  readonly settings: PolicySettings;
  readonly on: boolean;
  /** The dry run of these settings that was looked at. */
  readonly seen?: string | undefined;
  readonly reason: string;
  readonly confirmName?: string | undefined;
  readonly origin: string;
}

/** How long what was seen counts as seen. */
export const SEEN_FOR_MS = 3_600_000;

/** Settings with one fingerprint do the same, whatever the policy is called. */
export function fingerprintOf(settings: PolicySettings): Promise<string> {
  return sha256(canonicalJson(bindingOf(settings)));
}

/** Saves a policy, and switches it on or off. Nothing is switched on that was not seen first. */
export async function savePolicy(tools: PolicyTools, request: SaveRequest, visitor: Visitor): Promise<Policy> {
  const { book, desk } = tools;
  const { settings, on, reason } = request;
  const before = request.policyId === undefined ? undefined : await requirePolicy(book, request.policyId);
  const watch = findWatch(desk.tools.watches, settings.connection);
  if (reasonNeeded(watch) && reason.trim() === '') {
    throw new ConsoleError('bad-input', 'On this connection every change needs a reason.');
  }
  const fingerprint = await fingerprintOf(settings);
  const goesOn = on && before?.state === 'on' && before.fingerprint === fingerprint;
  if (on && !goesOn) await checkSeen(tools, request, fingerprint);
  const here = desk.tools.here();
  const policy: Policy = {
    policyId: before?.policyId ?? `policy-${desk.tools.newId()}`,
    settings,
    fingerprint,
    state: on ? 'on' : 'off',
    because: '',
    reason: reason.trim(),
    savedBy: visitor.actor,
    savedAt: here,
    // What was due while it was off is not owed.
    dealtWith: goesOn ? before.dealtWith : here,
  };
  const action =
    on && !goesOn ? 'switch-policy-on' : before?.state === 'on' && !on ? 'switch-policy-off' : 'save-policy';
  await book.savePolicy(policy, records(tools, policy, before, action, visitor, request.origin));
  return policy;
}

async function checkSeen(
  { book, desk }: PolicyTools,
  { settings, seen, confirmName }: SaveRequest,
  fingerprint: string,
): Promise<void> {
  const watch = findWatch(desk.tools.watches, settings.connection);
  if (watch.readOnly) {
    throw new ConsoleError('refused', `${watch.name} is watched only: a policy can be written down, not switched on.`);
  }
  const subject = subjectOf(settings);
  if (confirmName !== subject) {
    throw new ConsoleError('bad-input', `Type the name exactly as it is to go on: ${subject}`);
  }
  const dryRun = seen === undefined ? undefined : await book.dryRun(seen);
  const tooOld = dryRun !== undefined && desk.tools.here() - dryRun.at > SEEN_FOR_MS;
  if (dryRun === undefined || dryRun.fingerprint !== fingerprint || tooOld) {
    throw new ConsoleError(
      'refused',
      'Look first at what these very settings would do (policies.plan), not longer than an hour ago. Then switch them on.',
    );
  }
}

/** A policy switches itself off: what it sees is not what it was made for. False = somebody was there first. */
export function stopPolicy(
  tools: PolicyTools,
  policy: Policy,
  { stream, group }: RunTarget,
  why: string,
): Promise<boolean> {
  const because = `${group === null ? stream : `${group} on ${stream}`}: ${why}`;
  const stopped: Policy = { ...policy, state: 'stopped', because };
  const itself = { actor: actorOf(policy), role: 'maintainer' } as const;
  const { policyId, fingerprint } = policy;
  const audit = records(tools, stopped, policy, 'stop-policy', itself, 'Weir itself');
  return tools.book.stopPolicy(policyId, fingerprint, because, audit);
}

export async function removePolicy(
  tools: PolicyTools,
  policyId: string,
  reason: string,
  visitor: Visitor,
  origin: string,
): Promise<void> {
  const policy = { ...(await requirePolicy(tools.book, policyId)), reason: reason.trim() };
  await tools.book.removePolicy(policyId, records(tools, policy, policy, 'remove-policy', visitor, origin));
}

const WHAT = {
  'save-policy': 'Save the policy',
  'switch-policy-on': 'Switch on the policy',
  'switch-policy-off': 'Switch off the policy',
  'stop-policy': 'Stopped itself: the policy',
  'remove-policy': 'Remove the policy',
} as const;

/** A change of a policy is over with the write that makes it: its record begins and ends in the same one. */
function records(
  { desk }: PolicyTools,
  policy: Policy,
  before: Policy | undefined,
  action: keyof typeof WHAT,
  visitor: Visitor,
  origin: string,
): readonly AuditEntry[] {
  const at = desk.tools.here();
  const auditId = desk.tools.newId();
  const { settings, fingerprint, reason, because } = policy;
  const begun: AuditBeginning = {
    at,
    auditId,
    actor: visitor.actor,
    role: visitor.role,
    origin,
    action,
    connection: settings.connection,
    stream: subjectOf(settings),
    group: null,
    reason,
    planId: policy.policyId,
    fingerprint,
    jobId: null,
    what: `${WHAT[action]} ${settings.name}`,
    commands: [],
    detail: { settings, before: before === undefined ? null : { settings: before.settings, state: before.state } },
  };
  const summary =
    because === '' ? `${settings.name} is ${action === 'remove-policy' ? 'gone' : policy.state}.` : because;
  return [
    { type: 'begun', body: begun },
    { type: 'ended', body: { at, auditId, outcome: 'done', done: 0, skipped: 0, summary, detail: null } },
  ];
}
