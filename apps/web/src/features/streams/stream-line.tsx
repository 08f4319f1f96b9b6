import { Link } from '@tanstack/react-router';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import { formatBytes, formatCount } from '@weir/domain/metrics/format-figures';
import { memo, type ReactNode } from 'react';
import { perSecondText } from '../../format/amount.ts';
import { LEVEL_TEXT, LEVEL_WORD } from '../../format/status-words.ts';
import { Sparkline } from '../../ui/sparkline.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { UnknownTag } from '../../ui/unknown-tag.tsx';
import { coversText } from './streams-view.ts';
import { asCell, asRow } from '../../ui/table-roles.ts';
import type { SparkPoint } from '../../ui/sparkline-view.ts';
import { NameText } from '../../ui/name-text.tsx';

export const STREAM_COLUMNS =
  'grid grid-cols-[20px_minmax(0,1fr)_64px_100px_92px] gap-x-3 px-4 md:grid-cols-[20px_minmax(0,1fr)_64px_112px_96px_72px_84px_60px_84px_80px]';
export const STREAM_WIDE = 'max-md:hidden';
export const STREAM_ROW_PX = 40;
export const STREAM_CARD_PX = 64;

interface StreamLineProps {
  readonly conn: string;
  readonly row: StreamRow;
  readonly spark: readonly SparkPoint[] | undefined;
  readonly index: number;
}

export const StreamLine = memo(function StreamLine({ conn, row, spark, index }: StreamLineProps) {
  return (
    <div
      {...asRow}
      aria-rowindex={index}
      data-row=""
      className={`${STREAM_COLUMNS} relative h-10 items-center border-b border-line-subtle hover:bg-hover`}
    >
      <div {...asCell} className="flex">
        <StatusGlyph shape={row.level} size={15} />
      </div>
      <div {...asCell} className="min-w-0 truncate">
        <StreamName conn={conn} row={row} />
        <Reason row={row} />
      </div>
      <Figure>
        {row.inPerSecond === null ? (
          <UnknownTag because="two polls are needed for a rate" />
        ) : (
          perSecondText(row.inPerSecond)
        )}
      </Figure>
      <div {...asCell} className={`pl-2 ${STREAM_WIDE}`}>
        <Flow points={spark} />
      </div>
      <Figure>{formatCount(row.length)}</Figure>
      <Figure>
        {row.memoryBytes === null ? <UnknownTag because={row.memoryBecause} /> : formatBytes(row.memoryBytes)}
      </Figure>
      <Figure wide>{coversText(row)}</Figure>
      <Figure wide>{formatCount(row.groups)}</Figure>
      <Figure wide>
        <StreamUnread row={row} />
      </Figure>
      <Figure wide>{row.groups === 0 ? '' : formatCount(row.pending)}</Figure>
    </div>
  );
});

export const StreamCard = memo(function StreamCard({ conn, row, index }: Omit<StreamLineProps, 'spark'>) {
  return (
    <div
      {...asRow}
      aria-rowindex={index}
      data-row=""
      className="relative flex h-16 items-center gap-3 border-b border-line-subtle px-4"
    >
      <StatusGlyph shape={row.level} size={16} />
      <div {...asCell} className="min-w-0 flex-1">
        <div className="truncate">
          <StreamName conn={conn} row={row} />
        </div>
        <div className="truncate text-small">
          {row.reason === '' ? (
            <span className="text-text-3">{row.groups === 1 ? '1 group' : `${formatCount(row.groups)} groups`}</span>
          ) : (
            <Reason row={row} flush />
          )}
        </div>
      </div>
      <div {...asCell} className="text-right text-small">
        <span className="block font-semibold">{formatCount(row.length)}</span>
        <span className="block text-text-2">
          {row.inPerSecond === null ? 'entries' : `${perSecondText(row.inPerSecond)}/s in`}
        </span>
      </div>
    </div>
  );
});

function StreamName({ conn, row }: { readonly conn: string; readonly row: StreamRow }) {
  return (
    <Link
      to="/c/$conn/s/$stream"
      params={{ conn, stream: row.stream }}
      data-row-link=""
      translate="no"
      className="name font-semibold after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
    >
      <span className="sr-only">{LEVEL_WORD[row.level]}: </span>
      <NameText text={row.stream} />
    </Link>
  );
}

function Reason({ row, flush = false }: { readonly row: StreamRow; readonly flush?: boolean }) {
  return row.reason === '' ? null : (
    <span className={`${flush ? '' : 'ml-2.5'} text-small ${LEVEL_TEXT[row.level]}`}>{row.reason}</span>
  );
}

function StreamUnread({ row }: { readonly row: StreamRow }) {
  if (row.groups === 0) return '';
  if (row.unreadUnknownGroups === 0) return formatCount(row.unread);
  const because = `Redis does not say it for ${row.unreadUnknownGroups === 1 ? 'one group' : `${formatCount(row.unreadUnknownGroups)} groups`} of this stream`;
  if (row.unreadUnknownGroups === row.groups) return <UnknownTag because={because} />;
  return <span data-tip={`${because}; the rest is counted.`}>{formatCount(row.unread)} + ?</span>;
}

function Flow({ points }: { readonly points: readonly SparkPoint[] | undefined }) {
  if (points === undefined || points.length < 2) return null;
  const known = points.flatMap(([, value]) => value ?? []);
  if (known.length > 0 && known.every((value) => value === 0))
    return <span className="text-small text-text-3">quiet</span>;
  return <Sparkline points={points} tone="flow-in" label="Entries in per second over time" />;
}

function Figure({ wide = false, children }: { readonly wide?: boolean; readonly children: ReactNode }) {
  return (
    <div {...asCell} className={`text-right whitespace-nowrap ${wide ? `text-text-2 ${STREAM_WIDE}` : ''}`}>
      {children}
    </div>
  );
}
