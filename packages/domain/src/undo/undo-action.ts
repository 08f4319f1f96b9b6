import type { ActionDefinition } from '../actions/action-definition.ts';
import type { InputOf } from '../actions/action-input.ts';
import type { ActionKind } from '../actions/action-kind.ts';
import type { Draft } from '../actions/plan.ts';
import type { Job } from '../jobs/job.ts';
import type { Past } from './past.ts';
import { undoMoved } from './undo-moved.ts';
import { undoNeeds } from './undo-needs.ts';
import type { UndoOffer } from './undo-offer.ts';
import { refusedUndo } from './undo-refusal.ts';
import { neverUndone, type UndoDraft, type UndoRule } from './undo-rule.ts';
import type { Undoes } from './undoes.ts';

/** What the rest of the catalogue says of taking things back; asked for when an undo is planned. */
export interface UndoTable {
  readonly ruleOf: (kind: ActionKind) => UndoRule;
  readonly offerOf: (job: Job, undoneBy: Job | undefined) => UndoOffer;
}

/** Takes back what a job did: a change like any other, planned from what the journal kept and what Redis says now. */
export function undoAction({ ruleOf, offerOf }: UndoTable): ActionDefinition<'undo'> {
  return {
    kind: 'undo',
    title: 'Undo',
    past: 'taken back',
    risk: (_input, work) => (work?.do === 'put-back' || work?.do === 'move-position' ? 2 : 1),
    // Whoever may make the change may take it back; which change that is, the plan says.
    role: 'operator',
    needs: ({ stream }, work) => undoNeeds(stream, work),
    async draft(look, input, freezer) {
      const { past } = freezer;
      const job = await changeOf(past, input);
      if (job === undefined)
        return whole(refusedUndo(['No change of this stream is on record under that name.']), null);
      const plan = await past.plan(job.planId);
      if (plan === undefined) return whole(refusedUndo(['What this change did is not on record any more.']), job);
      const offer = offerOf(job, await past.undoOf(job.jobId));
      if (!offer.possible) return whole(refusedUndo([offer.because]), job);
      return whole(await ruleOf(job.kind).draft({ job, plan }, { look, past, freezer }), job);
    },
    moved: undoMoved,
    sameAim: (a, b) => a.stream === b.stream && a.jobId === b.jobId && a.auditId === b.auditId,
    undo: neverUndone('An undo is not taken back itself: make the change again.'),
  };
}

async function changeOf(past: Past, { jobId, auditId, connection, stream }: InputOf<'undo'>): Promise<Job | undefined> {
  const job = jobId === undefined ? await past.jobOfRecord(auditId ?? '') : await past.job(jobId);
  return job?.connection === connection && job.stream === stream ? job : undefined;
}

function whole({ shows, ...draft }: UndoDraft, job: Job | null): Draft {
  if (job === null) return { ...draft, preview: { of: 'undo', undoes: null, ...shows } };
  const { jobId, auditId, kind, group, title, actor, startedAt, createdAt } = job;
  const undoes: Undoes = { jobId, auditId, kind, group };
  return {
    ...draft,
    undoes,
    preview: { of: 'undo', undoes: { jobId, auditId, kind, title, actor, at: startedAt ?? createdAt }, ...shows },
  };
}
