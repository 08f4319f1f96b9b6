import type { Visitor } from '../access/visitor.ts';
import type { PolicyTools } from './policy-tools.ts';

/** Lets policies go on after the clock jumped, and records who said so. */
export async function resumePolicies(
  { book, desk }: PolicyTools,
  reason: string,
  visitor: Visitor,
  origin: string,
): Promise<void> {
  const because = await book.heldUp();
  if (because === null) return;
  const at = desk.tools.here();
  const auditId = desk.tools.newId();
  await desk.tools.audit.add({
    type: 'begun',
    body: {
      at,
      auditId,
      actor: visitor.actor,
      role: visitor.role,
      origin,
      action: 'resume-policies',
      connection: '',
      stream: '',
      group: null,
      reason: reason.trim(),
      planId: '',
      fingerprint: '',
      jobId: null,
      what: 'Let policies go on',
      commands: [],
      detail: { because },
    },
  });
  await book.holdUp(null);
  const told = { outcome: 'done', done: 0, skipped: 0, summary: 'Policies run again.', detail: null } as const;
  await desk.tools.audit.add({ type: 'ended', body: { at, auditId, ...told } });
}
