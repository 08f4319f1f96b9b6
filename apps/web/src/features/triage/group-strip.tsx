import { Link } from '@tanstack/react-router';
import { LEVELS, type Level } from '@weir/domain/health/status';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { memo } from 'react';
import { LEVEL_WORD, STATUS_WORD } from '../../format/status-words.ts';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { BLOCKS_AT_MOST, stripBlocks, stripShares } from './group-strip-view.ts';

const FILL: { readonly [L in Level]: string } = {
  critical: 'bg-crit-g',
  warning: 'bg-warn-g',
  unknown: 'border border-dashed border-text-3',
  healthy: 'bg-ok-g/28',
  idle: 'border border-text-3',
};

interface GroupStripProps {
  readonly conn: string;
  readonly rows: readonly GroupRow[];
  readonly levels: Readonly<Record<Level, number>>;
}

/** Every group as a block, worst first; above sixty a bar in proportion. */
export function GroupStrip({ conn, rows, levels }: GroupStripProps) {
  return (
    <div className="flex flex-col gap-2 max-sm:w-full sm:items-end">
      {rows.length <= BLOCKS_AT_MOST ? (
        <ul aria-label="Groups, worst first" className="flex w-full gap-[3px] sm:w-80">
          {stripBlocks(rows).map((row) => (
            <Block key={row.key} conn={conn} row={row} />
          ))}
        </ul>
      ) : (
        <div className="flex h-[22px] w-full gap-[3px] sm:w-80">
          {stripShares(levels).map((part) => (
            <Link
              key={part.level}
              to="/c/$conn/groups"
              params={{ conn }}
              search={{ status: part.level }}
              aria-label={`${formatCount(part.count)} ${part.level}`}
              data-tip={`${formatCount(part.count)} ${part.level}`}
              style={{ flexGrow: part.share, flexBasis: 0 }}
              className={`h-full min-w-[3px] rounded-[3px] ${FILL[part.level]}`}
            />
          ))}
        </div>
      )}
      <div className="flex items-center justify-between gap-4">
        <ul aria-label="Groups by state" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-text-2">
          {LEVELS.filter((level) => levels[level] > 0).map((level) => (
            <li key={level}>
              <Link
                to="/c/$conn/groups"
                params={{ conn }}
                search={{ status: level }}
                className="flex min-h-6 items-center gap-1.5 hover:underline touch:min-h-11"
              >
                <StatusGlyph shape={level} size={12} />
                {formatCount(levels[level])}
                <span className="max-sm:sr-only">{LEVEL_WORD[level].toLowerCase()}</span>
              </Link>
            </li>
          ))}
        </ul>
        <a href="#changes" className="flex min-h-6 items-center text-small text-accent sm:hidden touch:min-h-11">
          What changed
        </a>
      </div>
    </div>
  );
}

const Block = memo(function Block({ conn, row }: { readonly conn: string; readonly row: GroupRow }) {
  return (
    <li className="min-w-0 flex-1">
      <Link
        to="/c/$conn/s/$stream/g/$group"
        params={{ conn, stream: row.stream, group: row.group }}
        preload={false}
        // The rows below lead to the same places; sixty stops for the Tab key would be in the way.
        tabIndex={-1}
        data-tip={`${row.group} on ${row.stream}\n${STATUS_WORD[row.status]}`}
        className={`block h-[22px] max-w-6 rounded-[3px] hover:brightness-125 ${FILL[row.level]}`}
      >
        <span className="sr-only">
          {LEVEL_WORD[row.level]}: {row.group} on {row.stream}
        </span>
      </Link>
    </li>
  );
});
