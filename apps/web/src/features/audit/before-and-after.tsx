import { Link } from '@tanstack/react-router';
import type { AuditRecord } from '@weir/domain/audit/audit-record';
import { useSummary } from '../../live/use-live.ts';
import { usePastPicture } from '../../past/past-frame.tsx';
import { momentParam } from '../../past/past-moment.ts';
import { shownThen, thenAndAfter } from './before-and-after-view.ts';

interface BeforeAndAfterProps {
  readonly conn: string;
  readonly record: AuditRecord;
}

/** What the change was about as it was recorded when it began and once it had ended; each leads to the page of then. */
export function BeforeAndAfter({ conn, record }: BeforeAndAfterProps) {
  const skewMs = useSummary()?.clockSkewMs ?? 0;
  const { ended } = record;
  if (ended === null) return null;
  return <Recorded conn={conn} record={record} moments={thenAndAfter(record.begun.at, ended.at, skewMs)} />;
}

interface RecordedProps extends BeforeAndAfterProps {
  readonly moments: { readonly before: number; readonly after: number };
}

function Recorded({ conn, record, moments }: RecordedProps) {
  const { stream, group } = record.begun;
  const before = shownThen(usePastPicture(conn, moments.before).data, stream, group);
  const after = shownThen(usePastPicture(conn, moments.after).data, stream, group);
  // Before anything was recorded, or of something that was never seen: there is nothing to set side by side.
  if (before === undefined && after === undefined) return null;
  const names = (before ?? after ?? []).map(({ name }) => name);
  const figure = (shown: typeof before, name: string) =>
    shown?.find((each) => each.name === name)?.figure ?? 'not there';
  return (
    <section className="border-t border-line-subtle px-4 py-3">
      <table className="w-full">
        <caption className="pb-1 text-left font-semibold">As it was recorded</caption>
        <thead className="text-small text-text-3">
          <tr>
            <th scope="col" className="text-left font-normal">
              Figure
            </th>
            <th className="pb-1 text-right font-normal">
              <ThenLink conn={conn} record={record} at={moments.before} word="before" />
            </th>
            <th className="pb-1 pl-3 text-right font-normal">
              <ThenLink conn={conn} record={record} at={moments.after} word="after" />
            </th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row" className="py-0.5 text-left font-normal">
                {name}
              </th>
              <td className="py-0.5 text-right text-text-3">{figure(before, name)}</td>
              <td className="py-0.5 pl-3 text-right font-semibold">{figure(after, name)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ThenLinkProps extends BeforeAndAfterProps {
  readonly at: number;
  readonly word: string;
}

function ThenLink({ conn, record: { begun }, at, word }: ThenLinkProps) {
  const search = { at: momentParam(at) };
  const look = 'text-accent hover:underline';
  return begun.group === null ? (
    <Link to="/c/$conn/s/$stream" params={{ conn, stream: begun.stream }} search={search} className={look}>
      {word}
    </Link>
  ) : (
    <Link
      to="/c/$conn/s/$stream/g/$group"
      params={{ conn, stream: begun.stream, group: begun.group }}
      search={search}
      className={look}
    >
      {word}
    </Link>
  );
}
