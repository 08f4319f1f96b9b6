import { Link } from '@tanstack/react-router';
import type { AuditRecord } from '@weir/domain/audit/audit-record';
import { formatCount, formatDuration } from '@weir/domain/metrics/format-figures';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useZone } from '../../app/preferences.ts';
import { failureOf } from '../../app/trpc.ts';
import { zoneText } from '../../format/moment.ts';
import { roundAge } from '../../ruler/ticks.ts';
import { IconButton } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { CommandsBlock } from '../actions/parts/commands-block.tsx';
import { useServerNow } from '../jobs/use-server-now.ts';
import { PanelTrouble } from '../stream/panel-trouble.tsx';
import { ENDING, endingOf, exactMoment, tookMs, whatChanged } from './audit-view.ts';
import { BeforeAndAfter } from './before-and-after.tsx';
import { ChainFoot } from './chain-foot.tsx';
import { RecordFigures } from './record-figures.tsx';
import { RecordJob } from './record-job.tsx';
import { useAuditRecord } from './use-audit.ts';

interface RecordPanelProps {
  readonly conn: string;
  readonly auditId: string;
  readonly onClose: () => void;
}

/** One record whole: who, when, where, why, before and after, what was seen later, commands, chain. */
export function RecordPanel({ conn, auditId, onClose }: RecordPanelProps) {
  const query = useAuditRecord(auditId);
  useEscape(onClose);
  if (query.data !== undefined) return <RecordBody conn={conn} record={query.data} onClose={onClose} />;
  if (!query.isError)
    return (
      <div className="flex flex-col gap-3 p-4" aria-busy="true">
        <Skeleton className="h-5 w-48" />
        <Skeleton className="h-20 w-full" />
        <Skeleton className="h-32 w-full" />
      </div>
    );
  if (failureOf(query.error).reason === 'not-found')
    return (
      <EmptyState title="There is no record of this name.">
        Its name is part of this address. Records are never removed, so the address may be of another Weir.
      </EmptyState>
    );
  return <PanelTrouble tried="Reading this record" query={query} />;
}

function RecordBody({ conn, record, onClose }: Omit<RecordPanelProps, 'auditId'> & { readonly record: AuditRecord }) {
  const { begun, ended, later } = record;
  const ending = ENDING[endingOf(record)];
  return (
    <article aria-label={`Record ${record.sequence}`}>
      <header className="flex items-start gap-2 px-4 pt-3 pb-2">
        <StatusGlyph
          shape={ending.shape}
          size={16}
          className="mt-1"
          label={ending.word === '' ? 'Done' : ending.word}
        />
        <h2 className="min-w-0 flex-1 text-heading break-words">{begun.what}</h2>
        <CopyButton main text={location.href} label="Copy the link to this record" />
        <IconButton label="Close this record" onClick={onClose}>
          <X size={15} strokeWidth={1.75} />
        </IconButton>
      </header>
      <Facts conn={conn} record={record} />
      <Section title="What came of it">
        <p className={`break-words ${ending.tone}`}>{ended === null ? 'It is not over yet.' : whatChanged(record)}</p>
        {ended !== null && (
          <p className="text-small text-text-3">
            {formatCount(ended.done, 'full')} done, {formatCount(ended.skipped, 'full')} skipped
          </p>
        )}
        {begun.jobId !== null && <RecordJob conn={conn} jobId={begun.jobId} />}
      </Section>
      <RecordFigures record={record} />
      <BeforeAndAfter conn={conn} record={record} />
      {later.length > 0 && (
        <Section title={laterTitle(record)}>
          <ul className="flex flex-col gap-1">
            {later.map((note) => (
              <li key={note.at} className="break-words text-text-2">
                {note.summary}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {begun.commands.length > 0 && (
        <div className="border-t border-line-subtle px-4 py-3">
          <CommandsBlock commands={begun.commands} />
        </div>
      )}
      <ChainFoot sequence={record.sequence} />
    </article>
  );
}

function Facts({ conn, record }: { readonly conn: string; readonly record: AuditRecord }) {
  const { begun } = record;
  const zone = useZone();
  const now = useServerNow();
  const took = tookMs(record);
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1 px-4 pb-3">
      <Fact term="Who">
        <span translate="no">{begun.actor}</span>{' '}
        <span className="text-text-3">
          ({begun.role}) from {begun.origin === '' ? 'an address that is not known' : begun.origin}
        </span>
      </Fact>
      <Fact term="When">
        {exactMoment(begun.at, now, zone)} {zoneText(begun.at, zone)}
        {took === null ? '' : `, took ${formatDuration(took)}`}
      </Fact>
      <Fact term="Where">
        <span translate="no" className="name">
          <Link to="/c/$conn/s/$stream" params={{ conn, stream: begun.stream }} className="text-accent hover:underline">
            {begun.stream}
          </Link>
          {begun.group !== null && (
            <>
              {' / '}
              <Link
                to="/c/$conn/s/$stream/g/$group"
                params={{ conn, stream: begun.stream, group: begun.group }}
                className="text-accent hover:underline"
              >
                {begun.group}
              </Link>
            </>
          )}
        </span>
      </Fact>
      <Fact term="Why">
        {begun.reason === '' ? <span className="text-text-3">no reason was given</span> : begun.reason}
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-text-3">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="border-t border-line-subtle px-4 py-3">
      <h3 className="pb-1 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function laterTitle({ begun, ended, later }: AuditRecord): string {
  const last = later.at(-1);
  return last === undefined ? '' : `${roundAge(last.at - (ended?.at ?? begun.at))} later`;
}

/** Closes with Escape, unless something above it or a field wants the key. */
function useEscape(onClose: () => void): void {
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (document.querySelector('[role=dialog], [role=menu]') !== null) return;
      if (event.target instanceof HTMLElement && event.target.matches('input, select, textarea')) return;
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, []);
}
