import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import { useState } from 'react';
import { useTitle } from '../../app/use-title.ts';
import { useStreamRows, useSummary } from '../../live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { FirstPoll } from '../connection/first-poll.tsx';
import { RemovePanel } from './remove-panel.tsx';
import { plansFrom } from './report-view.ts';
import { ReportPanel } from './report-panel.tsx';
import { RequestFormPanels } from './request-form.tsx';
import { RequestList } from './request-list.tsx';
import { toDelete, totalsOf } from './request-rows.ts';
import { type RequestForm, useRequest } from './use-request.ts';

/** /c/:conn/privacy: everything of one person out of many streams, with a report that shows it. */
export function PrivacyPage() {
  useTitle('Privacy request');
  const { conn } = useParams({ from: '/c/$conn/privacy' });
  const summary = useSummary();
  const all = useStreamRows();
  if (summary?.polledAt == null || all === null) return <FirstPoll conn={conn} summary={summary} />;
  return (
    <div className="drains flex flex-col gap-4 p-4 sm:px-6 sm:py-5">
      <div>
        <h1 className="text-title">Privacy request</h1>
        <p className="mt-1 text-text-2">
          Finds every entry of one person in the streams you choose, deletes them, and says what was removed and what
          remains.
        </p>
      </div>
      {/* A request belongs to its connection. */}
      <Request key={conn} conn={conn} all={all} />
    </div>
  );
}

function Request({ conn, all }: { readonly conn: string; readonly all: readonly StreamRow[] }) {
  const search = useSearch({ from: '/c/$conn/privacy' });
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [form, setForm] = useState<RequestForm>({ conditions: [], archive: true });
  const note = (plans: readonly string[]) => {
    void navigate({ to: '.', search: { plans: plans.length === 0 ? undefined : plans.join(',') }, replace: true });
  };
  const request = useRequest(conn, note);
  const { rows, phase } = request;
  const plans = plansFrom(search.plans);
  const again = () => {
    request.reset();
    setChosen(new Set());
    setForm({ conditions: [], archive: true });
    note([]);
  };
  // What was found was found for another question.
  const forget = () => {
    if (phase === 'found') request.reset();
  };
  const reported = plans.length > 0 && phase !== 'deleting' && phase !== 'searching';
  const fresh = plans.length === 0;
  if (all.length === 0 && fresh)
    return (
      <Panel flush>
        <EmptyState title="No streams in this Redis yet.">There is nothing to search.</EmptyState>
      </Panel>
    );
  return (
    <>
      {fresh && (
        <RequestFormPanels
          all={all}
          chosen={chosen}
          form={form}
          searching={phase === 'searching'}
          disabled={phase === 'searching'}
          onChoose={(next) => {
            setChosen(next);
            forget();
          }}
          onChange={(next) => {
            setForm(next);
            forget();
          }}
          onSearch={() => {
            request.search([...chosen], form);
          }}
          onStop={request.stop}
        />
      )}
      {reported && <ReportPanel key={`${phase} ${search.plans}`} conn={conn} plans={plans} />}
      {rows.length > 0 && (
        <div className="flex flex-col gap-4 print:hidden">
          <Found request={request} conn={conn} form={form} />
        </div>
      )}
      {reported && (
        <Button className="self-start print:hidden" onClick={again}>
          New request
        </Button>
      )}
    </>
  );
}

interface FoundProps {
  readonly conn: string;
  readonly request: ReturnType<typeof useRequest>;
  readonly form: RequestForm;
}

function Found({ conn, request, form }: FoundProps) {
  const { rows, phase } = request;
  const { found, streams, looked, searched } = totalsOf(rows);
  const open = phase === 'found' || phase === 'over';
  return (
    <>
      <Panel
        flush
        title="Found"
        note={
          <output>
            {formatCount(found, 'full')} of {formatCount(looked, 'full')} entries looked at, in {streams} of {searched}{' '}
            streams searched{searched < rows.length ? `, ${rows.length - searched} not` : ''}
          </output>
        }
      >
        {phase === 'found' && found === 0 && searched === rows.length && (
          <EmptyState title="Nothing was found.">
            No entry looked at matches. Check the field and the value: they are compared byte by byte.
          </EmptyState>
        )}
        <RequestList
          conn={conn}
          rows={rows}
          open={open}
          onChange={request.change}
          onSearchAgain={(again) => {
            request.searchAgain(again, form);
          }}
        />
      </Panel>
      {(phase === 'deleting' || (open && toDelete(rows).length > 0)) && (
        <RemovePanel rows={rows} deleting={phase === 'deleting'} onRemove={request.remove} onStop={request.stop} />
      )}
    </>
  );
}
