import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PrivacyOfStream, PrivacyReport } from '@weir/domain/wire/privacy-answers';
import { useTRPC } from '../../app/trpc.ts';
import { Clock } from '../../ui/age.tsx';
import { Button, ButtonLink, buttonClasses } from '../../ui/button.tsx';
import { NameText } from '../../ui/name-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { Note } from '../actions/parts/note.tsx';
import { PanelTrouble } from '../stream/panel-trouble.tsx';
import { printPage } from './print-page.ts';
import { remainsOf, removedWords, reportHead, reportHref } from './report-view.ts';

interface ReportPanelProps {
  readonly conn: string;
  readonly plans: readonly string[];
}

/** What was removed, what remains: everything in it is read back when it is made. */
export function ReportPanel({ conn, plans }: ReportPanelProps) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.privacy.report.queryOptions({ plans: [...plans] }, { staleTime: 0, gcTime: 0, retry: false }),
  );
  return (
    <Panel
      flush
      title="Report"
      note={query.data === undefined ? undefined : <MadeAt report={query.data} />}
      aside={
        <span className="flex flex-wrap items-center gap-2 print:hidden">
          <Button
            disabled={query.isFetching}
            onClick={() => {
              void query.refetch();
            }}
          >
            Read back again
          </Button>
          <Button disabled={query.data === undefined} onClick={printPage}>
            Print
          </Button>
          <a href={reportHref(plans)} download="" className={buttonClasses({})}>
            Download report (JSON)
          </a>
        </span>
      }
    >
      {query.data !== undefined && <Report conn={conn} report={query.data} />}
      {query.data === undefined && query.isError && <PanelTrouble tried="Making the report" query={query} />}
      {query.data === undefined && !query.isError && (
        <div className="flex flex-col gap-2 px-4 pb-4" aria-busy="true">
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-9 w-full" />
        </div>
      )}
    </Panel>
  );
}

function MadeAt({ report }: { readonly report: PrivacyReport }) {
  return (
    <>
      read back at <Clock at={report.madeAt} /> by {report.madeBy}
    </>
  );
}

function Report({ conn, report }: { readonly conn: string; readonly report: PrivacyReport }) {
  const { streams, plansGone, audit, sha256 } = report;
  return (
    <>
      <div className="flex flex-col gap-2 px-4 pb-3">
        <p className="font-strong">{reportHead(report)}</p>
        {plansGone.length > 0 && (
          <Note tone="warning">
            {plansGone.length === 1 ? 'One search is' : `${plansGone.length} searches are`} no longer on record: what
            came of {plansGone.length === 1 ? 'it is' : 'them is'} not in this report.
          </Note>
        )}
        {!audit.intact && <Note tone="critical">The chain of the audit log is broken: see Audit.</Note>}
      </div>
      <ul aria-label="Report by stream" className="border-t border-line-subtle">
        {streams.map((part) => (
          <Part key={part.planId} conn={conn} part={part} />
        ))}
      </ul>
      <p className="border-t border-line-subtle px-4 py-2 text-small break-all text-text-3">
        {audit.intact ? 'The audit log is intact. ' : ''}SHA-256 of the report: <span className="name">{sha256}</span>
      </p>
    </>
  );
}

function Part({ conn, part }: { readonly conn: string; readonly part: PrivacyOfStream }) {
  const { stream, searched, looked, change } = part;
  const remains = remainsOf(part);
  return (
    <li className="flex flex-col gap-1 border-b border-line-subtle px-4 py-2.5 last:border-b-0">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span translate="no" className="name min-w-0 truncate font-strong sm:w-64">
          <NameText text={stream} />
        </span>
        <span className="font-strong">{removedWords(part)}</span>
        {change !== null && (
          <Link
            to="/c/$conn/audit/$record"
            params={{ conn, record: change.auditId }}
            search={{}}
            className="text-small text-accent hover:underline"
          >
            Record<span className="sr-only"> of {stream}</span>
          </Link>
        )}
      </div>
      <p className="text-small text-text-3">
        Looked at {looked.toLocaleString('en-US')} entries where {searched.join(' and ')}.
      </p>
      {remains.length === 0 && change !== null && (
        <p className="flex items-center gap-2 text-small">
          <StatusGlyph shape="healthy" size={13} /> Nothing of it remains here.
        </p>
      )}
      {remains.length > 0 && (
        <ul aria-label={`What remains of ${stream}`} className="flex flex-col gap-0.5 text-small">
          {remains.map((sentence) => (
            <li key={sentence} className="flex gap-2 break-words">
              <StatusGlyph shape="warning" size={13} className="mt-0.5" />
              <span className="min-w-0">{sentence}</span>
            </li>
          ))}
        </ul>
      )}
      <Ghosts conn={conn} part={part} />
    </li>
  );
}

/**
 * Where what is left pending can be acknowledged: its group, with the dialog for entries whose payload is gone. Nobody can
 * still be working on those, so however short they have been waiting.
 */
function Ghosts({ conn, part: { stream, change } }: { readonly conn: string; readonly part: PrivacyOfStream }) {
  const left = change?.checked.groups.filter(({ pending }) => pending.count > 0) ?? [];
  return left.map(({ group }) => (
    <ButtonLink
      key={group}
      size="small"
      className="max-w-full self-start print:hidden"
      to="/c/$conn/s/$stream/g/$group/pending"
      params={{ conn, stream, group }}
      search={{ do: 'acknowledge', payload: 'gone', idle: '0s..' }}
    >
      <span className="min-w-0 truncate">
        Acknowledge what is left pending in <span translate="no">{group}</span>…
      </span>
    </ButtonLink>
  ));
}
