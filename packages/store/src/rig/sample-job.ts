import type { Call, Lineage } from '@weir/domain/actions/call';
import type { Plan } from '@weir/domain/actions/plan';
import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { AT_START } from '@weir/domain/actions/work';
import type { AuditBeginning, AuditEnding } from '@weir/domain/audit/audit-record';
import type { EntryId } from '@weir/domain/entries/entry-id';
import type { Job, SettledCall } from '@weir/domain/jobs/job';

export const AT = 1_790_000_000_000;
export const LINEAGE: Lineage = { runId: 'r1', replicationId: 'p1', replicationOffset: 7, role: 'primary' };

const INPUT = {
  kind: 'acknowledge',
  connection: 'main',
  stream: 'orders',
  group: 'billing',
  selection: { matching: {} },
  payload: 'present',
} as const;

export function planOf(planId: string, change: Partial<Plan> = {}): Plan {
  return {
    planId,
    title: 'Acknowledge 12 entries',
    affects: { count: 12, exact: true },
    groups: [],
    warnings: [],
    commands: ['XACK orders billing 1-1'],
    preview: { of: 'acknowledge', from: [], deliveries: [], payloadGone: 0, oldestId: '1-1', newestId: '1-12' },
    basis: {
      streamLastId: null,
      groupPosition: null,
      lastGeneratedId: '1-12',
      entriesAdded: null,
      targetState: null,
    },
    work: { do: 'acknowledge', group: 'billing', count: 12 },
    refusal: null,
    typeName: null,
    fingerprint: 'f',
    kind: 'acknowledge',
    connection: 'main',
    stream: 'orders',
    group: 'billing',
    input: INPUT,
    actor: 'ann',
    createdAt: AT,
    expiresAt: AT + 600_000,
    seenAt: AT,
    ...change,
  };
}

export function jobOf(jobId: string, change: Partial<Job> = {}): Job {
  return {
    jobId,
    planId: `plan-${jobId}`,
    fingerprint: 'f',
    kind: 'acknowledge',
    title: 'Acknowledge 12 entries',
    connection: 'main',
    stream: 'orders',
    group: 'billing',
    input: INPUT,
    work: { do: 'acknowledge', group: 'billing', count: 12 },
    actor: 'ann',
    reason: '',
    auditId: `audit-${jobId}`,
    state: 'queued',
    because: '',
    total: { count: 12, exact: true },
    checkpoint: AT_START,
    open: null,
    lineage: null,
    ratePerSecond: null,
    outcome: null,
    createdAt: AT,
    startedAt: null,
    endedAt: null,
    later: null,
    ...change,
  };
}

export function callOf(jobId: string, number: number, entries: readonly SeenEntry[], size?: number): Call {
  const head = { job: jobId, number, stream: 'orders', ...(size === undefined ? {} : { size }) };
  return { ...head, kind: 'acknowledge', group: 'billing', entries };
}

export function settledOf(number: number, change: Partial<SettledCall> = {}): SettledCall {
  return { number, at: AT + number, done: 2, firstId: '1-1', lastId: '1-2', skipped: [], ...change };
}

export function entriesOf(count: number, start = 0): SeenEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const at = AT + (start + index) * 13;
    // Sound: two canonical integers.
    const id = `${at}-${(start + index) % 3}` as EntryId;
    return { id, consumer: `worker-${(start + index) % 40}`, deliveries: 1 + (index % 3), deliveredAt: at + 400 };
  });
}

export function beginningOf(auditId: string, change: Partial<AuditBeginning> = {}): AuditBeginning {
  return {
    at: AT,
    auditId,
    actor: 'ann',
    role: 'operator',
    origin: '127.0.0.1',
    action: 'acknowledge',
    connection: 'main',
    stream: 'orders',
    group: 'billing',
    reason: 'poison after the deploy',
    planId: `plan-${auditId}`,
    fingerprint: 'f',
    jobId: null,
    what: '12 entries of worker-7',
    commands: ['XACK orders billing 1-1'],
    detail: { ids: ['1690000000000-1', '1690000000000-2'] },
    ...change,
  };
}

export function endingOf(auditId: string, change: Partial<AuditEnding> = {}): AuditEnding {
  return {
    at: AT + 5,
    auditId,
    outcome: 'done',
    done: 12,
    skipped: 0,
    summary: '12 acknowledged',
    detail: {},
    ...change,
  };
}
