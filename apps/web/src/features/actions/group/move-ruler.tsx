import type { RulerAnswer } from '@weir/domain/wire/answers';
import { useMemo, useRef } from 'react';
import { useMeasuredWidth } from '../../../charts/measured-width.ts';
import { LaneDrawing } from '../../../ruler/lane-drawing.tsx';
import { RulerHead } from '../../../ruler/log-ruler.tsx';
import { rulerView } from '../../../ruler/ruler-view.ts';
import { idAtPlace, moveLine, type MoveAim } from './move-view.ts';

interface MoveRulerProps {
  readonly ruler: RulerAnswer;
  readonly group: string;
  readonly aim: MoveAim;
  /** Where the plan says it goes; undefined while it is counted. */
  readonly planned: string | undefined;
  /** What the new position is, in words. */
  readonly words: string;
  readonly onMove: (id: string) => void;
}

const HEIGHT = 66;
const LANE_TOP = 13;
const THICK = 12;
const ARROW_Y = 34;

/** The group's lane with the new position on it; the handle moves by pointer and by keys, the field beside takes the same. */
export function MoveRuler({ ruler, group, aim, planned, words, onMove }: MoveRulerProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useMeasuredWidth(frame);
  const own = useMemo(
    () => ({ ...ruler, groups: ruler.groups.filter((lane) => lane.group === group) }),
    [ruler, group],
  );
  const view = useMemo(() => rulerView(own, 'stretch', Math.max(width, 1), new Map()), [own, width]);
  const lane = view?.lanes[0];
  const line = lane === undefined ? null : moveLine(ruler, lane.lane.position, aim, planned);
  const moveTo = (place: number) => {
    const id = idAtPlace(ruler, place);
    if (id !== undefined) onMove(id);
  };
  return (
    <div ref={frame} className="min-w-0">
      {view !== null && lane !== undefined && width > 0 && (
        <>
          <RulerHead view={view} ruler={own} width={width} />
          <div className="relative" style={{ height: HEIGHT }}>
            <LaneDrawing view={lane} drawing={{ ...view, safeTo: null }} width={width} />
            {line !== null && (
              <svg aria-hidden width={width} height={HEIGHT} className="absolute inset-0 overflow-visible">
                <rect
                  x={Math.min(line.before, line.after) * width}
                  y={LANE_TOP}
                  width={Math.abs(line.after - line.before) * width}
                  height={THICK}
                  fill={line.turns === 'again' ? 'var(--lag)' : 'var(--text-3)'}
                  fillOpacity={0.35}
                  stroke={line.turns === 'again' ? 'var(--lag)' : 'var(--text-3)'}
                />
                <path d={`M${line.after * width} 0v42`} stroke="var(--accent)" strokeWidth={2} />
                <path
                  d={arrow(line.before * width, line.after * width)}
                  stroke="var(--accent)"
                  strokeWidth={1.5}
                  strokeDasharray="4 3"
                  fill="none"
                />
                <path d={head(line.before * width, line.after * width)} fill="var(--accent)" />
              </svg>
            )}
            {line !== null && ruler.idsAreTimes && (
              <button
                type="button"
                // An input of type range cannot stand on the ruler, whose scale is no straight line.
                // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
                role="slider"
                aria-label="New position"
                aria-valuemin={0}
                aria-valuemax={100}
                aria-valuenow={Math.round(line.after * 100)}
                aria-valuetext={words}
                onKeyDown={(event) => {
                  const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
                  if (by === undefined) return;
                  event.preventDefault();
                  moveTo(line.after + (by * (event.shiftKey ? 10 : 1)) / 100);
                }}
                onPointerDown={(event) => {
                  event.currentTarget.setPointerCapture(event.pointerId);
                }}
                onPointerMove={(event) => {
                  if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
                  const left = frame.current?.getBoundingClientRect().left ?? 0;
                  moveTo((event.clientX - left) / width);
                }}
                style={{ left: Math.min(Math.max(line.after * width - 12, 0), width - 24) }}
                className="absolute top-10 flex size-6 touch-none items-center justify-center rounded-control bg-accent-solid text-micro text-white"
              >
                <span aria-hidden>⋮⋮</span>
              </button>
            )}
          </div>
        </>
      )}
      {line !== null && <p className="text-small text-text-2">{words}</p>}
    </div>
  );
}

function arrow(from: number, to: number): string {
  return Math.abs(to - from) < 8 ? '' : `M${from} ${ARROW_Y}H${to + (to < from ? 7 : -7)}`;
}

function head(from: number, to: number): string {
  if (Math.abs(to - from) < 8) return '';
  const back = to < from ? 7 : -7;
  return `M${to} ${ARROW_Y}l${back} -4v8z`;
}
