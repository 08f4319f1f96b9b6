import type { GroupRow } from '@weir/domain/wire/group-row';
import type { ReactNode } from 'react';
import { useZone } from '../../app/preferences.ts';
import { clockText, minuteText } from '../../format/moment.ts';
import { usePictureTime } from '../../live/use-live.ts';
import { Age } from '../../ui/age.tsx';
import { Sparkline, type SparkTone } from '../../ui/sparkline.tsx';
import { UnknownTag } from '../../ui/unknown-tag.tsx';
import { behindFigure, caughtUp, type Figure, flowWords, unreadFigure, unreadNote } from './group-row-view.ts';
import { asCell } from '../../ui/table-roles.ts';
import type { SparkPoint } from '../../ui/sparkline-view.ts';

function FigureText({ figure }: { readonly figure: Figure }) {
  return figure.known ? figure.text : <UnknownTag because={figure.because} />;
}

export function Unread({ row }: { readonly row: GroupRow }) {
  const note = unreadNote(row);
  return (
    <span {...(note === '' ? {} : { 'data-tip': note })}>
      <FigureText figure={unreadFigure(row)} />
    </span>
  );
}

/** Ticks once a second. */
export function Behind({ row }: { readonly row: GroupRow }) {
  return <FigureText figure={behindFigure(row, usePictureTime())} />;
}

/** "oldest from 14 m ago": how old the oldest pending entry is, which is not how long it waits since its delivery. */
export function OldestPending({ row, exact = false }: { readonly row: GroupRow; readonly exact?: boolean }) {
  if (row.oldestPendingAt === null)
    return (
      <>
        age of the oldest <UnknownTag because={row.oldestPendingBecause} />
      </>
    );
  return <OldestFrom at={row.oldestPendingAt} exact={exact} />;
}

export function OldestFrom({ at, exact = false }: { readonly at: number; readonly exact?: boolean }) {
  return (
    <>
      oldest from <Age at={at} after="ago" exact={exact} />
    </>
  );
}

export function Flow({ row, strong = false }: { readonly row: GroupRow; readonly strong?: boolean }) {
  const flow = flowWords(row);
  return (
    <>
      <span className="text-text-2">{flow.in}</span>
      <span aria-hidden> → </span>
      <span className="sr-only"> in, </span>
      <span className={strong ? 'font-semibold' : ''}>{flow.out}</span>
      <span className="sr-only"> out per second</span>
    </>
  );
}

const TREND = { quiet: 'text-text-3', crit: 'text-crit', ok: 'text-ok' } as const;

export function FlowTrend({ row }: { readonly row: GroupRow }) {
  const { trend, tone } = flowWords(row);
  return <span className={`text-micro ${TREND[tone]}`}>{trend}</span>;
}

const ETA = { quiet: '', crit: 'font-semibold text-crit', plain: 'font-semibold' } as const;

export function CaughtUp({ row }: { readonly row: GroupRow }) {
  if (row.nextRunAt > 0) return <NextRun row={row} />;
  return <CatchesUp row={row} />;
}

function NextRun({ row }: { readonly row: GroupRow }) {
  const zone = useZone();
  const late = row.status === 'late-batch';
  return (
    <span
      data-tip={`It reads in batches: the next run ${late ? 'was' : 'is'} expected at ${clockText(row.nextRunAt, zone)}`}
      className={late ? 'font-semibold text-warn' : ''}
    >
      run {minuteText(row.nextRunAt, zone)}
    </span>
  );
}

function CatchesUp({ row }: { readonly row: GroupRow }) {
  const eta = caughtUp(row);
  return (
    <>
      <span className={ETA[eta.tone]} {...(eta.note === '' ? {} : { 'data-tip': eta.note })}>
        {eta.text}
      </span>
      {eta.note !== '' && <span className="sr-only"> {eta.note}</span>}
    </>
  );
}

const SPARK_WORD = { unread: 'unread', pending: 'pending', deliveries: 'deliveries' } as const;

interface GroupSparkProps {
  readonly row: GroupRow;
  readonly points: readonly SparkPoint[] | undefined;
  /** Where the word stands that says what is drawn; without one it is in the tooltip. */
  readonly caption?: 'beside' | 'below';
}

/** What the row is about over time, in the colour of its state. */
export function GroupSpark({ row, points, caption }: GroupSparkProps) {
  const tone: SparkTone = row.level === 'critical' ? 'crit' : row.level === 'warning' ? 'warn' : 'calm';
  const word = SPARK_WORD[row.spark];
  if (points === undefined || points.length < 2) return <span className="block h-[22px]" />;
  return (
    <span
      data-tip={`${word} over time`}
      className={`flex ${caption === 'beside' ? 'items-center gap-1.5' : 'flex-col'}`}
    >
      <Sparkline points={points} tone={tone} label={`${word} over time`} width={92} />
      {caption !== undefined && (
        <span aria-hidden className="text-micro text-text-3">
          {word}
        </span>
      )}
    </span>
  );
}

interface CellProps {
  readonly className?: string;
  readonly below?: ReactNode;
  readonly children: ReactNode;
}

/** A figure of a row at the right, its second line (if any) below; what is too wide grows to the left. */
export function NumberCell({ className = '', below, children }: CellProps) {
  return (
    <div {...asCell} className={`flex flex-col items-end whitespace-nowrap ${className}`}>
      <span>{children}</span>
      {below !== undefined && <span className="text-micro font-normal text-text-3">{below}</span>}
    </div>
  );
}
