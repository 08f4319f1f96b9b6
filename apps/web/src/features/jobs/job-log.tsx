import type { JobDetail } from '@weir/domain/wire/action-answers';
import { Panel } from '../../ui/panel.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { DayClock } from './day-clock.tsx';
import { LINE_SHAPE, logLines } from './job-view.ts';

/** What happened to the job, newest first. */
export function JobLog({ job }: { readonly job: JobDetail }) {
  const lines = logLines(job);
  return (
    <Panel flush title="Job log" className="min-w-0">
      <ol className="max-h-96 overflow-y-auto pb-2">
        {lines.map((line, index) => (
          // Two lines may carry the same moment and text; new ones come in front, so count from the end.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={lines.length - index} className="flex gap-3 px-4 py-1.5">
            <span className="text-small text-text-3">
              <DayClock at={line.at} />
            </span>
            <StatusGlyph shape={LINE_SHAPE[line.level]} className="mt-[3px]" />
            <span className="min-w-0 break-words text-text-2">{line.text}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
