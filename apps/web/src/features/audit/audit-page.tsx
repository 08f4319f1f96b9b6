import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { Download } from 'lucide-react';
import { useTitle } from '../../app/use-title.ts';
import { Button, buttonClasses } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OlderRows } from '../../ui/older-rows.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { useServerNow } from '../jobs/use-server-now.ts';
import { PanelWait } from '../stream/panel-wait.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { type AuditSearch, exportHref, filterOf, isFiltered } from './audit-search.ts';
import { AuditTable } from './audit-table.tsx';
import { RecordPanel } from './record-panel.tsx';
import { RecordSheet } from './record-sheet.tsx';
import { useAuditRecords, useNewestRecords } from './use-audit.ts';

/** /c/:conn/audit and /c/:conn/audit/:record: who changed what, why, with what effect. */
export function AuditPage() {
  const { conn, record } = useParams({ strict: false });
  const search = useSearch({ from: '/c/$conn/audit' });
  const navigate = useNavigate();
  const narrow = useNarrow();
  useTitle('Audit');
  const close = () => {
    void navigate({ to: '/c/$conn/audit', params: { conn: conn ?? '' }, search });
  };
  return (
    <div
      className={`flex flex-col gap-4 p-4 sm:px-6 sm:py-5 ${record === undefined ? '' : 'lg:grid lg:grid-cols-[minmax(0,1fr)_364px] lg:items-start'}`}
    >
      <Records conn={conn ?? ''} search={search} opened={record} />
      {record !== undefined &&
        (narrow ? (
          <RecordSheet conn={conn ?? ''} auditId={record} onClose={close} />
        ) : (
          <Panel flush className="min-w-0 max-lg:order-first lg:sticky lg:top-5">
            <RecordPanel key={record} conn={conn ?? ''} auditId={record} onClose={close} />
          </Panel>
        ))}
    </div>
  );
}

interface RecordsProps {
  readonly conn: string;
  readonly search: AuditSearch;
  readonly opened: string | undefined;
}

function Records({ conn, search, opened }: RecordsProps) {
  const now = useServerNow();
  const filter = filterOf(conn, search, now);
  const query = useAuditRecords(filter);
  const newest = useNewestRecords(conn);
  const navigate = useNavigate();
  const change = (part: AuditSearch) => {
    const params = { conn };
    const next = { ...search, ...part };
    if (opened === undefined) void navigate({ to: '/c/$conn/audit', params, search: next, replace: true });
    else
      void navigate({
        to: '/c/$conn/audit/$record',
        params: { ...params, record: opened },
        search: next,
        replace: true,
      });
  };
  const records = query.data?.pages.flatMap(({ items }) => items);
  const total = query.data?.pages[0]?.total;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-72">
          <h1 className="text-title">Audit</h1>
          <p className="mt-1 text-text-2">Every change made through Weir. Records can’t be edited.</p>
        </div>
        <span className="flex gap-2">
          {(['csv', 'ndjson'] as const).map((format) => (
            <a key={format} href={exportHref(format, filter)} download="" className={buttonClasses({})}>
              <Download aria-hidden size={13} strokeWidth={1.75} />
              {format === 'csv' ? 'CSV' : 'NDJSON'}
              <span className="sr-only"> with the records shown here</span>
            </a>
          ))}
        </span>
      </div>
      <AuditFilters search={search} newest={newest.data?.items ?? []} onChange={change}>
        {total === undefined
          ? ''
          : `${formatCount(total, 'full')}${isFiltered(search) && newest.data !== undefined ? ` of ${formatCount(newest.data.total, 'full')}` : ''} ${total === 1 && !isFiltered(search) ? 'record' : 'records'}`}
      </AuditFilters>
      <Panel flush>
        {records === undefined ? (
          <PanelWait tried="Reading the audit log" query={query} lines={3} line="h-6" />
        ) : records.length === 0 ? (
          <Nothing
            filtered={isFiltered(search)}
            all={newest.data?.total ?? 0}
            onClear={() => {
              change({ q: '', who: '', action: '', result: '', stream: '', group: '', t: '' });
            }}
          />
        ) : (
          <>
            <AuditTable conn={conn} records={records} search={search} opened={opened} />
            <OlderRows query={query}>Older records</OlderRows>
          </>
        )}
      </Panel>
    </div>
  );
}

interface NothingProps {
  readonly filtered: boolean;
  readonly all: number;
  readonly onClear: () => void;
}

function Nothing({ filtered, all, onClear }: NothingProps) {
  if (filtered)
    return (
      <EmptyState
        title={`No record matches. ${formatCount(all, 'full')} without the filter.`}
        action={<Button onClick={onClear}>Clear filter</Button>}
      />
    );
  return (
    <EmptyState title="Nothing has been changed through Weir yet.">
      Changes made with redis-cli or by programs are not seen here. The first claim, acknowledge, trim or replay begins
      the log.
    </EmptyState>
  );
}
