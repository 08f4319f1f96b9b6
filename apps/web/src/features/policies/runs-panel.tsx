import { Link } from '@tanstack/react-router';
import { formatBytes, formatCount, formatDuration } from '@weir/domain/metrics/format-figures';
import type { PolicyRunAnswer } from '@weir/domain/wire/policy-answers';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { DayClock } from '../jobs/day-clock.tsx';
import { PanelWait } from '../stream/panel-wait.tsx';
import { runTold } from './policy-words.ts';
import { useRuns } from './use-policies.ts';

interface RunsPanelProps {
  readonly conn: string;
  readonly of: { readonly policyId?: string; readonly stream?: string };
}

const HEAD = 'h-8 px-2 text-left text-small font-normal whitespace-nowrap text-text-3 first:pl-4 last:pr-4';
const CELL = 'px-2 py-2 align-top first:pl-4 last:pr-4';

/** What past runs removed, freed or put aside, and why others did not. */
export function RunsPanel({ conn, of }: RunsPanelProps) {
  const query = useRuns(conn, of);
  const runs = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Panel flush title="Past runs">
      {runs === undefined ? (
        <PanelWait tried="Reading the runs" query={query} lines={1} line="h-9" />
      ) : runs.length === 0 ? (
        <EmptyState title="No policy has run here yet." />
      ) : (
        <>
          <Table conn={conn} runs={runs} />
          {query.hasNextPage && (
            <div className="px-4 py-3">
              <Button
                disabled={query.isFetchingNextPage}
                onClick={() => {
                  void query.fetchNextPage();
                }}
              >
                Older runs
              </Button>
            </div>
          )}
        </>
      )}
    </Panel>
  );
}

function Table({ conn, runs }: { readonly conn: string; readonly runs: readonly PolicyRunAnswer[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls on phones, so keys must reach it
    <section className="overflow-x-auto" tabIndex={0} aria-label="Past runs">
      <table className="w-full">
        <caption className="sr-only">Past runs, newest first</caption>
        <thead>
          <tr className="border-y border-line-subtle">
            <th scope="col" className={HEAD}>
              Run
            </th>
            <th scope="col" className={`${HEAD} max-sm:hidden`}>
              On
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              Entries
            </th>
            <th scope="col" className={`${HEAD} text-right max-md:hidden`}>
              Freed
            </th>
            <th scope="col" className={`${HEAD} text-right max-md:hidden`}>
              Left
            </th>
            <th scope="col" className={`${HEAD} text-right max-md:hidden`}>
              Took
            </th>
            <th scope="col" className={HEAD}>
              What came of it
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <Row key={run.runId} conn={conn} run={run} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ conn, run }: { readonly conn: string; readonly run: PolicyRunAnswer }) {
  const told = runTold(run);
  return (
    <tr className="border-b border-line-subtle last:border-b-0">
      <td className={`${CELL} whitespace-nowrap text-text-2`}>
        <DayClock at={run.begunAt} />
      </td>
      <td translate="no" className={`${CELL} name max-w-56 truncate max-sm:hidden`}>
        {targetText(run)}
      </td>
      <td className={`${CELL} text-right`}>{formatCount(run.removed, 'full')}</td>
      <td className={`${CELL} text-right whitespace-nowrap text-text-2 max-md:hidden`}>
        {run.group !== null
          ? '—'
          : run.removed === 0
            ? '0 B'
            : run.freedBytes === null
              ? 'unknown'
              : `about ${formatBytes(run.freedBytes)}`}
      </td>
      <td className={`${CELL} text-right text-text-2 max-md:hidden`}>
        {run.group !== null ? '—' : run.left === null ? 'unknown' : formatCount(run.left, 'full')}
      </td>
      <td className={`${CELL} text-right whitespace-nowrap text-text-2 max-md:hidden`}>
        {run.endedAt === null ? '—' : formatDuration(Math.max(0, run.endedAt - run.begunAt))}
      </td>
      <td className={`${CELL} sm:min-w-52`}>
        <span translate="no" className="name block wrap-anywhere sm:hidden">
          {targetText(run)}
        </span>
        <span className="flex gap-1.5">
          <StatusGlyph shape={told.shape} size={14} className="mt-[3px]" />
          <span className="min-w-0">
            <b className="font-strong">{told.word}</b>
            {run.sentence !== '' && <span className="text-text-2">{`. ${run.sentence}`}</span>}{' '}
            {run.auditId !== null && (
              <Link
                to="/c/$conn/audit/$record"
                params={{ conn, record: run.auditId }}
                className="text-accent underline"
              >
                Record
              </Link>
            )}
          </span>
        </span>
      </td>
    </tr>
  );
}

function targetText({ group, stream }: PolicyRunAnswer): string {
  return group === null ? stream : `${group} of ${stream}`;
}
