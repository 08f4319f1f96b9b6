import { Link } from '@tanstack/react-router';
import type { AuditRecord } from '@weir/domain/audit/audit-record';
import { Fragment } from 'react';
import { useZone } from '../../app/preferences.ts';
import { Clock } from '../../ui/age.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { useServerNow } from '../jobs/use-server-now.ts';
import { actionWord, type AuditSearch } from './audit-search.ts';
import { auditDays, ENDING, endingOf, whatChanged } from './audit-view.ts';

interface AuditTableProps {
  readonly conn: string;
  readonly records: readonly AuditRecord[];
  readonly search: AuditSearch;
  readonly opened: string | undefined;
}

const HEAD = 'h-8 px-2 text-left text-small font-normal whitespace-nowrap text-text-3 first:pl-4 last:pr-4';
const CELL = 'h-9 px-2 first:pl-4 last:pr-4';

/** Records by day, newest first; each opens beside the list. */
export function AuditTable({ conn, records, search, opened }: AuditTableProps) {
  const narrow = useNarrow();
  const zone = useZone();
  const days = auditDays(records, useServerNow(), zone);
  const row = { conn, search };
  if (narrow)
    return days.map(({ title, records: ofDay }) => (
      <section key={title} aria-label={title}>
        <h2 className="border-b border-line-subtle bg-raised px-4 py-1.5 text-small text-text-2">{title}</h2>
        <ul>
          {ofDay.map((record) => (
            <li
              key={record.begun.auditId}
              data-row=""
              className="relative border-b border-line-subtle px-4 py-3 hover:bg-hover"
            >
              <p className="flex items-center gap-2">
                <Shape record={record} />
                <RecordLink {...row} record={record} />
                <span className="ml-auto text-small text-text-3">
                  <Clock at={record.begun.at} />
                </span>
              </p>
              <p className="break-words">
                <What record={record} />
              </p>
              <p className="text-small break-words text-text-3">
                <Where record={record} />, {record.begun.actor}
              </p>
            </li>
          ))}
        </ul>
      </section>
    ));
  return (
    <div className="overflow-x-auto">
      <table className="w-full table-fixed">
        <caption className="sr-only">Audit records</caption>
        <thead>
          <tr className="border-b border-line-subtle">
            <th scope="col" className={`${HEAD} w-24`}>
              Time
            </th>
            <th scope="col" className={`${HEAD} w-36`}>
              Action
            </th>
            <th scope="col" className={HEAD}>
              Where
            </th>
            <th scope="col" className={HEAD}>
              What changed
            </th>
            <th scope="col" className={`${HEAD} w-32`}>
              Who
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ title, records: ofDay }) => (
            <Fragment key={title}>
              <tr className="border-b border-line-subtle bg-raised">
                <th scope="colgroup" colSpan={5} className="h-7 px-4 text-left text-small font-normal text-text-2">
                  {title}
                </th>
              </tr>
              {ofDay.map((record) => {
                const open = record.begun.auditId === opened;
                return (
                  <tr
                    key={record.begun.auditId}
                    data-row=""
                    className={`relative border-b border-line-subtle last:border-b-0 hover:bg-hover ${open ? 'tint-select shadow-[inset_2px_0_0_var(--accent)]' : ''}`}
                  >
                    <td className={`${CELL} text-text-2`}>
                      <Clock at={record.begun.at} />
                    </td>
                    <td className={CELL}>
                      <span className="flex items-center gap-2">
                        <Shape record={record} />
                        <RecordLink {...row} record={record} open={open} />
                      </span>
                    </td>
                    <td className={`${CELL} truncate text-text-2`} title={whereText(record)}>
                      <Where record={record} />
                    </td>
                    <td className={`${CELL} truncate`} title={whatChanged(record)}>
                      <What record={record} />
                    </td>
                    <td translate="no" className={`${CELL} truncate text-text-2`}>
                      {record.begun.actor}
                    </td>
                  </tr>
                );
              })}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RecordLinkProps {
  readonly conn: string;
  readonly search: AuditSearch;
  readonly record: AuditRecord;
  readonly open?: boolean;
}

function RecordLink({ conn, search, record, open = false }: RecordLinkProps) {
  return (
    <Link
      to="/c/$conn/audit/$record"
      params={{ conn, record: record.begun.auditId }}
      search={search}
      data-row-link=""
      aria-current={open ? 'true' : undefined}
      className="font-strong after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
    >
      {actionWord(record.begun.action)}
    </Link>
  );
}

function Shape({ record }: { readonly record: AuditRecord }) {
  const { shape, word } = ENDING[endingOf(record)];
  return <StatusGlyph shape={shape} label={word === '' ? 'Done' : word} />;
}

function What({ record }: { readonly record: AuditRecord }) {
  const { word, tone } = ENDING[endingOf(record)];
  return (
    <>
      {word !== '' && <b className={`font-semibold ${tone}`}>{word} </b>}
      {whatChanged(record)}
    </>
  );
}

function Where({ record: { begun } }: { readonly record: AuditRecord }) {
  return (
    <span translate="no" className="name">
      {begun.group !== null && (
        <>
          {begun.group} <span className="text-text-3">on</span>{' '}
        </>
      )}
      {begun.stream}
    </span>
  );
}

function whereText({ begun }: AuditRecord): string {
  return begun.group === null ? begun.stream : `${begun.group} on ${begun.stream}`;
}
