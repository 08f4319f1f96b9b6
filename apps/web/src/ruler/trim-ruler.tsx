import type { Level } from '@weir/domain/health/status';
import { millisOf, parseEntryId } from '@weir/domain/entries/entry-id';
import { formatDuration } from '@weir/domain/metrics/format-figures';
import type { RulerAnswer } from '@weir/domain/wire/answers';
import { useId, useMemo, useRef } from 'react';
import { useMeasuredWidth } from '../charts/measured-width.ts';
import { StatusGlyph } from '../ui/status-glyph.tsx';
import { type Cut, cutView } from './cut-view.ts';
import { CutHandle } from './cut-handle.tsx';
import { LaneDrawing } from './lane-drawing.tsx';
import { RulerHead, SafeBracket } from './log-ruler.tsx';
import { rulerView } from './ruler-view.ts';
import { ageAtPlace, WIDE_STRETCH_MS } from './scale.ts';

interface TrimRulerProps {
  readonly ruler: RulerAnswer;
  readonly levels: ReadonlyMap<string, Level>;
  /** Undefined while it is being counted for the first time. */
  readonly cut: Cut | undefined;
  /** Moved by hand to this age, ms. Only ids that are times can be moved along. */
  readonly onMove: (ageMs: number) => void;
}

/** The log with what a trim removes: a dashed cut with a handle, grey what goes, red what is still needed. */
export function TrimRuler({ ruler, levels, cut, onMove }: TrimRulerProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useMeasuredWidth(frame);
  const hatch = useId();
  const view = useMemo(
    () => rulerView(ruler, 'stretch', Math.max(width, 1), levels, WIDE_STRETCH_MS),
    [ruler, width, levels],
  );
  const firstId = parseEntryId(ruler.firstId ?? '');
  if (firstId === undefined) return null;
  const oldestMs = ruler.at - millisOf(firstId);
  const drawn = view === null || cut === undefined ? null : cutView(cut, view.safeTo, view.place);
  const ageAt = (place: number) => ageAtPlace(place, oldestMs, 'stretch', WIDE_STRETCH_MS);
  return (
    <div className="grid grid-cols-[minmax(72px,112px)_minmax(0,1fr)] gap-x-3">
      <div ref={frame} className="col-start-2">
        {drawn !== null && ruler.idsAreTimes && (
          <CutHandle
            place={drawn.handle}
            width={width}
            text={drawn.handle >= 1 ? 'keep nothing' : `keep the last ${formatDuration(ageAt(drawn.handle))}`}
            onMove={(place) => {
              onMove(ageAt(place));
            }}
          />
        )}
        {view !== null && width > 0 && <RulerHead view={view} ruler={ruler} width={width} />}
      </div>
      <div className="relative col-span-2 grid grid-cols-subgrid">
        {view !== null && width > 0 && (
          <ul className="col-span-2 grid grid-cols-subgrid">
            {view.lanes.map((lane) => (
              <li key={lane.lane.group} className="col-span-2 grid grid-cols-subgrid items-center">
                <span className="flex min-w-0 items-center gap-1.5">
                  <StatusGlyph shape={lane.level} size={13} label={lane.level} />
                  <span translate="no" className="name truncate" data-tip={lane.lane.group}>
                    {lane.lane.group}
                  </span>
                </span>
                <LaneDrawing view={lane} drawing={view} width={width} />
              </li>
            ))}
          </ul>
        )}
        {drawn !== null && width > 0 && (
          <svg
            aria-hidden
            width={width}
            height="100%"
            className="pointer-events-none absolute inset-y-0 right-0 overflow-visible"
          >
            <defs>
              <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
                <path d="M0 0v7" stroke="var(--text-3)" strokeOpacity="0.55" strokeWidth="1.5" />
              </pattern>
            </defs>
            <rect width={drawn.removesTo * width} height="100%" fill={`url(#${hatch})`} />
            {drawn.conflict !== null && (
              <rect
                x={drawn.conflict.from * width}
                width={(drawn.conflict.to - drawn.conflict.from) * width}
                height="100%"
                fill="var(--crit)"
                fillOpacity={0.22}
              />
            )}
            <line
              x1={drawn.handle * width}
              x2={drawn.handle * width}
              y1={0}
              y2="100%"
              stroke="var(--text)"
              strokeWidth={2}
              strokeDasharray="4 3"
            />
          </svg>
        )}
      </div>
      {view !== null && <SafeBracket view={view} ruler={ruler} width={width} />}
      <div className="col-start-2 text-small">
        {drawn !== null && drawn.conflict !== null && <p className="text-crit">The red part is still needed.</p>}
        {view !== null && view.more.length > 0 && <p className="text-text-3">{view.more.length} more groups below.</p>}
      </div>
    </div>
  );
}
