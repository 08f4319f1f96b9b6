import { Link } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { JobDetail } from '@weir/domain/wire/action-answers';
import { buttonClasses } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ClaimLater } from '../actions/claim/claim-later.tsx';
import { skipWords } from '../actions/parts/outcome-view.ts';

/** Entries that were left as they are and why, and the results of every entry to take away. */
export function JobResults({ conn, job }: { readonly conn: string; readonly job: JobDetail }) {
  const shown = job.skippedSample;
  const left = job.skipped - shown.length;
  return (
    <Panel
      flush
      title="Results"
      note={job.skipped === 0 ? undefined : `${formatCount(job.skipped, 'full')} skipped`}
      aside={
        <>
          <ExportLink jobId={job.jobId} format="csv" />
          <ExportLink jobId={job.jobId} format="ndjson" />
        </>
      }
    >
      {shown.length === 0 ? (
        <p className="px-4 pb-4 text-text-2">
          {job.done === 0 ? 'No entry has been worked on.' : 'Nothing was skipped.'} The exports list what came of each
          part.
        </p>
      ) : (
        <div className="max-h-80 overflow-y-auto">
          <table className="w-full">
            <caption className="sr-only">Skipped entries</caption>
            <thead>
              <tr className="border-b border-line-subtle text-left text-small text-text-3">
                <th scope="col" className="h-8 px-4 font-normal">
                  Entry
                </th>
                <th scope="col" className="h-8 px-4 font-normal">
                  Why it was left
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((entry) => (
                <tr key={entry.id} className="border-b border-line-subtle last:border-b-0">
                  <td className="px-4 py-1.5 align-top">
                    <Link
                      to="/c/$conn/s/$stream/entries"
                      params={{ conn, stream: job.stream }}
                      search={{ from: entry.id, dir: 'asc', entry: entry.id }}
                      translate="no"
                      className="name break-all text-accent hover:underline"
                    >
                      {entry.id}
                    </Link>
                  </td>
                  <td className="px-4 py-1.5 align-top text-text-2">{skipWords(entry)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {left > 0 && (
            <p className="px-4 py-2 text-small text-text-3">{formatCount(left, 'full')} more are in the exports.</p>
          )}
        </div>
      )}
      {job.kind === 'claim' && (
        <div className="px-4 pb-4 empty:hidden">
          <ClaimLater job={job} />
        </div>
      )}
    </Panel>
  );
}

function ExportLink({ jobId, format }: { readonly jobId: string; readonly format: 'csv' | 'ndjson' }) {
  return (
    <a
      href={`/export/jobs/${encodeURIComponent(jobId)}.${format}`}
      download=""
      className={buttonClasses({ look: 'quiet', size: 'small' })}
    >
      <Download aria-hidden size={13} strokeWidth={1.75} />
      {format === 'csv' ? 'CSV' : 'NDJSON'}
      <span className="sr-only"> with the results of this job</span>
    </a>
  );
}
