import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTitle } from '../../app/use-title.ts';
import { commandKey } from '../../keyboard/command-key.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ChangeGuard } from '../actions/parts/change-guard.tsx';
import { missingWords } from '../actions/parts/guard-view.ts';
import { ProdMark } from '../actions/parts/prod-mark.tsx';
import { useActionLock } from '../actions/parts/use-action-lock.ts';
import { useApply } from '../actions/parts/use-apply.ts';
import { usePlan } from '../actions/parts/use-plan.ts';
import { DryRunPanel } from './dry-run-panel.tsx';
import { FilterStep } from './filter-step.tsx';
import { RateStep } from './rate-step.tsx';
import {
  draftOf,
  missingIn,
  replayInputOf,
  type ReplayDraft,
  type ReplaySearch,
  type ReplayStep,
  stepOf,
  stepsFor,
} from './replay-draft.ts';
import { SourceStep } from './source-step.tsx';
import { StepFrame } from './step-frame.tsx';
import { StepSummary } from './step-summary.tsx';
import { TargetStep } from './target-step.tsx';
import { useConfirmKey } from './use-confirm-key.ts';
import { WizardDialogs } from './wizard-dialogs.tsx';

const TITLE: { readonly [S in ReplayStep]: string } = {
  source: 'Source',
  filter: 'Filter',
  target: 'Target',
  rate: 'Rate',
  review: 'Review and run',
};

/** /c/:conn/jobs/new/replay: puts a replay together; what it would do is counted beside it. All of it is in the address. */
export function ReplayPage() {
  const { conn } = useParams({ from: '/c/$conn/jobs/new/replay' });
  const search: ReplaySearch = useSearch({ from: '/c/$conn/jobs/new/replay' });
  const navigate = useNavigate();
  useTitle('New replay');
  const draft = draftOf(search);
  const steps = stepsFor(draft);
  const open = stepOf(search, draft);
  const change = (part: ReplaySearch, replace = true) => {
    void navigate({
      to: '/c/$conn/jobs/new/replay',
      params: { conn },
      // Another change is another plan.
      search: (before: ReplaySearch) => ({ ...before, set: undefined, ...part }),
      replace,
      resetScroll: false,
    });
  };
  const goTo = (step: ReplayStep) => {
    change({ step, set: search.set }, false);
  };
  const run = useReplayRun(conn, draft, search.set, (set) => {
    change({ set });
  });
  const next = steps[steps.indexOf(open) + 1];
  const missing = missingIn(open, draft);
  const last = open === 'review';
  useConfirmKey(last ? (run.missing === '' ? run.send : undefined) : goOn());

  function goOn(): (() => void) | undefined {
    return next === undefined || missing !== '' ? undefined : () => goTo(next);
  }

  return (
    <div className="p-4 sm:px-6 sm:py-5">
      <div className="pb-4">
        <div className="flex items-center gap-2">
          <h1 className="text-title">Replay entries</h1>
          <ProdMark conn={conn} />
        </div>
        <p className="mt-1 text-text-2">Sends past entries through again. The source stays as it is.</p>
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <div className="edge min-w-0 rounded-panel border border-line-subtle bg-panel shadow-panel">
          {steps.map((step, index) => (
            <StepFrame
              key={step}
              number={index + 1}
              title={TITLE[step]}
              state={
                step === open ? 'open' : index < steps.indexOf(open) && missingIn(step, draft) === '' ? 'done' : 'ahead'
              }
              summary={<StepSummary step={step} draft={draft} />}
              onEdit={() => {
                goTo(step);
              }}
            >
              {step === 'source' && <SourceStep draft={draft} onChange={change} />}
              {step === 'filter' && (
                <FilterStep
                  conditions={draft.conditions}
                  onChange={(f) => {
                    change({ f });
                  }}
                />
              )}
              {step === 'target' && <TargetStep conn={conn} draft={draft} search={search} onChange={change} />}
              {step === 'rate' && (
                <RateStep
                  draft={draft}
                  typed={search.rate}
                  onChange={(rate) => {
                    change({ rate: rate === '' ? '-' : rate });
                  }}
                />
              )}
              {step === 'review' && <ChangeGuard change={run} nameOf="stream" />}
            </StepFrame>
          ))}
          <footer className="flex flex-wrap items-center justify-end gap-2 px-4 py-3">
            <p aria-live="polite" className="min-w-0 flex-1 basis-48 text-small text-text-2 empty:basis-0">
              {last ? run.missing : missing}
            </p>
            <ButtonLink look="quiet" size="large" to="/c/$conn/jobs" params={{ conn }}>
              Leave
            </ButtonLink>
            {last ? (
              <Button
                look="primary"
                size="large"
                disabled={run.missing !== '' || run.busy}
                onClick={run.send}
                className="max-w-full"
              >
                <span className="truncate">{run.view.plan?.confirm.label ?? 'Replay'}</span>
                <Keys />
              </Button>
            ) : (
              next !== undefined && (
                <Button look="primary" size="large" disabled={missing !== ''} onClick={goOn()}>
                  {next === 'review' ? 'Review' : `To ${TITLE[next].toLowerCase()}`}
                  <Keys />
                </Button>
              )
            )}
          </footer>
        </div>
        <DryRunPanel
          draft={draft}
          view={run.view}
          apply={run.apply}
          missing={nothingToCount(draft)}
          onAgain={(again) => {
            change({ again: again ? '1' : '' });
          }}
        />
      </div>
      <WizardDialogs conn={conn} draft={draft} />
    </div>
  );
}

function nothingToCount(draft: ReplayDraft): string {
  if (draft.target === 'rewind') return 'A move copies nothing. Its own dialog counts what would be read again.';
  if (draft.target === 'new-group') return 'A new group copies nothing. Its own dialog counts what it would read.';
  const missing = stepsFor(draft)
    .map((step) => missingIn(step, draft))
    .find((words) => words !== '');
  return missing === undefined ? '' : `${missing} Then this counts what would happen.`;
}

function Keys() {
  return (
    <span aria-hidden className="flex gap-1 max-sm:hidden">
      <Kbd>{commandKey()}</Kbd>
      <Kbd>↵</Kbd>
    </span>
  );
}

/** Plan, guard and run; once it is under way its own page takes over. */
function useReplayRun(conn: string, draft: ReplayDraft, set: string | undefined, onPlan: (set: string) => void) {
  const navigate = useNavigate();
  const [guard, setGuard] = useState({ reason: '', typed: '' });
  const { apply, send } = useApply();
  const busy = apply.state === 'sending' || apply.state === 'checking';
  const view = usePlan({ input: replayInputOf(conn, draft), set, hold: busy, onReady: onPlan });
  const locked = useActionLock('Replay', 'operator');
  const { plan } = view;
  const jobId = apply.state === 'answered' ? apply.answer.jobId : null;
  useEffect(() => {
    if (jobId !== null) void navigate({ to: '/c/$conn/jobs/$job', params: { conn, job: jobId }, replace: true });
  }, [jobId, navigate, conn]);
  const missing =
    locked !== ''
      ? locked
      : plan === undefined || !view.current
        ? 'Wait for the dry run.'
        : plan.refusal !== null
          ? 'The dry run says why this cannot be done.'
          : missingWords({
              reason: guard.reason,
              reasonNeeded: plan.confirm.reasonNeeded,
              typed: guard.typed,
              typeName: plan.confirm.typeName,
            });
  return {
    view,
    apply,
    guard,
    setGuard,
    missing,
    busy,
    send: () => {
      if (plan === undefined || missing !== '' || busy) return;
      send({
        planId: plan.planId,
        reason: guard.reason.trim(),
        ...(plan.confirm.typeName === null ? {} : { confirmName: plan.confirm.typeName }),
      });
    },
  };
}
