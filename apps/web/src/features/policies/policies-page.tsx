import { Link, useParams } from '@tanstack/react-router';
import type { PoliciesAnswer, PolicyAnswer } from '@weir/domain/wire/policy-answers';
import { useTitle } from '../../app/use-title.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { Note } from '../actions/parts/note.tsx';
import { useActionLock } from '../actions/parts/use-action-lock.ts';
import { DayClock } from '../jobs/day-clock.tsx';
import { PanelWait } from '../stream/panel-wait.tsx';
import { HeldNote } from './held-note.tsx';
import { policyBadge, ruleWords } from './policy-words.ts';
import { RunsPanel } from './runs-panel.tsx';
import { usePolicies, usePolicyChange } from './use-policies.ts';

/** /c/:conn/trim-policies: what is kept where, the next runs, and those that are held back. */
export function PoliciesPage() {
  useTitle('Policies');
  const { conn } = useParams({ from: '/c/$conn/trim-policies' });
  const query = usePolicies(conn);
  return (
    <div className="flex flex-col gap-4 p-4 sm:px-6 sm:py-5">
      <div className="flex flex-wrap items-start gap-3">
        <div>
          <h1 className="text-title">Policies</h1>
          <p className="mt-1 text-text-2">
            Each keeps its streams small, or puts failing entries aside, by itself. None removes what a group still
            needs unless it was told to.
          </p>
        </div>
        <ButtonLink to="/c/$conn/trim-policies/$policy" params={{ conn, policy: 'new' }} className="ml-auto">
          New policy…
        </ButtonLink>
      </div>
      {query.data !== undefined && <Standing answer={query.data} />}
      <Panel flush title="Policies">
        {query.data === undefined ? (
          <PanelWait tried="Reading the policies" query={query} lines={2} line="h-9" />
        ) : query.data.items.length === 0 ? (
          <EmptyState title="There is no policy yet.">
            A trim policy keeps streams small, a dead-letter policy puts entries aside that keep failing. What either
            would do is shown before it is switched on.
          </EmptyState>
        ) : (
          <ul aria-label="Policies" className="border-t border-line-subtle">
            {query.data.items.map((policy) => (
              <PolicyRow key={policy.policyId} conn={conn} policy={policy} />
            ))}
          </ul>
        )}
      </Panel>
      <RunsPanel conn={conn} of={{}} />
    </div>
  );
}

/** What keeps all policies from running, or that another Weir runs them. */
function Standing({ answer }: { readonly answer: PoliciesAnswer }) {
  const lock = useActionLock('Policies', 'maintainer');
  const { resume, failure } = usePolicyChange();
  if (answer.heldUp !== null)
    return (
      <Note tone="critical">
        <p>
          <b className="font-semibold">No policy runs.</b> {answer.heldUp}
        </p>
        <Button
          size="small"
          className="mt-1.5"
          disabled={lock !== '' || resume.isPending}
          {...(lock === '' ? {} : { 'data-tip': lock, 'aria-label': `Let them go on. ${lock}` })}
          onClick={() => {
            resume.mutate();
          }}
        >
          Let them go on
        </Button>
        {failure !== null && <p className="mt-1 text-crit">{failure.sentence}</p>}
      </Note>
    );
  return answer.runner === 'elsewhere' ? (
    <Note tone="note">Another Weir on the same data runs the policies at the moment.</Note>
  ) : null;
}

function PolicyRow({ conn, policy }: { readonly conn: string; readonly policy: PolicyAnswer }) {
  const badge = policyBadge(policy);
  const { settings } = policy;
  const held = policy.state === 'on' ? policy.newest.filter(({ outcome }) => outcome === 'held') : [];
  const said = policy.state === 'stopped' ? policy.because : policy.waits;
  return (
    <li className="flex flex-col gap-2 border-b border-line-subtle px-4 py-3 last:border-b-0">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span className="flex min-w-0 items-baseline gap-2">
          <StatusGlyph shape={badge.shape} size={15} className="self-center" />
          <Link
            to="/c/$conn/trim-policies/$policy"
            params={{ conn, policy: policy.policyId }}
            className="min-w-0 truncate font-strong hover:underline"
          >
            {settings.name}
          </Link>
          <span className="text-small text-text-3">{badge.word}</span>
        </span>
        <span className="min-w-0 text-text-2">
          <Subject conn={conn} policy={policy} /> {ruleWords(settings)}
        </span>
        <span className="ml-auto text-small whitespace-nowrap text-text-3">
          {policy.next[0] === undefined ? 'no next run' : <>next {<DayClock at={policy.next[0]} />}</>}
        </span>
      </div>
      {said !== '' && <Note tone={policy.state === 'stopped' ? 'critical' : 'note'}>{said}</Note>}
      {held.map(({ runId, stream, heldBy }) =>
        heldBy === null || settings.does !== 'trim' ? null : (
          <HeldNote key={runId} conn={conn} stream={stream} heldBy={heldBy} keep={settings.keep} />
        ),
      )}
    </li>
  );
}

function Subject({ conn, policy }: { readonly conn: string; readonly policy: PolicyAnswer }) {
  const { on } = policy.settings;
  if ('pattern' in on)
    return (
      <>
        <span translate="no" className="name text-text">
          {on.pattern}
        </span>{' '}
        ({policy.streamCount} {policy.streamCount === 1 ? 'stream' : 'streams'})
      </>
    );
  return (
    <Link
      to={policy.settings.does === 'trim' ? '/c/$conn/s/$stream/trim' : '/c/$conn/s/$stream'}
      params={{ conn, stream: on.stream }}
      className="name text-text hover:underline"
    >
      <span translate="no">{on.stream}</span>
    </Link>
  );
}
