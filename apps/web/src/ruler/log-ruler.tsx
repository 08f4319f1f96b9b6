import type { Level } from '@weir/domain/health/status';
import type { RulerAnswer } from '@weir/domain/wire/answers';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useMeasuredWidth } from '../charts/measured-width.ts';
import { Button } from '../ui/button.tsx';
import { RulerLaneRow } from './ruler-lane.tsx';
import { rulerView, type LaneView, type RulerView } from './ruler-view.ts';
import { marksWords, safeWords } from './ruler-words.ts';

interface LogRulerProps {
  readonly ruler: RulerAnswer;
  readonly scale: 'stretch' | 'linear';
  /** Levels of the groups by name. */
  readonly levels: ReadonlyMap<string, Level>;
  /** A group's name as a link to its page. */
  readonly linkTo: (group: string) => ReactNode;
}

/** Where each group is in the log: left is the oldest entry, right is now. */
export function LogRuler({ ruler, scale, levels, linkTo }: LogRulerProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useMeasuredWidth(frame);
  const [all, setAll] = useState(false);
  const view = useMemo(() => rulerView(ruler, scale, Math.max(width, 1), levels), [ruler, scale, width, levels]);
  const lanes = view === null ? [] : all ? [...view.lanes, ...view.more] : view.lanes;
  const notes = marksWords(ruler.groups);
  return (
    <div className="grid grid-cols-[minmax(88px,132px)_minmax(0,1fr)_minmax(120px,172px)] items-start gap-x-4">
      <div className="col-start-2" ref={frame}>
        {view !== null && width > 0 && <RulerHead view={view} ruler={ruler} width={width} />}
      </div>
      {view !== null && width > 0 && (
        <ul className="col-span-3 grid grid-cols-subgrid">
          {lanes.map((lane) => (
            <RulerLaneRow
              key={lane.lane.group}
              view={lane}
              ruler={ruler}
              drawing={view}
              width={width}
              name={linkTo(lane.lane.group)}
            />
          ))}
        </ul>
      )}
      {view !== null && <SafeBracket view={view} ruler={ruler} width={width} />}
      <div className="col-span-3">
        {view !== null && view.more.length > 0 && (
          <Button
            look="quiet"
            size="small"
            onClick={() => {
              setAll(!all);
            }}
          >
            {all ? `Show the first ${view.lanes.length}` : moreWords(view.more)}
          </Button>
        )}
        {notes !== '' && <p className="pt-1 text-small text-text-3">{notes}</p>}
      </div>
    </div>
  );
}

/** First and last id above the ends, and the ticks under them. */
export function RulerHead({
  view,
  ruler,
  width,
}: {
  readonly view: RulerView;
  readonly ruler: RulerAnswer;
  readonly width: number;
}) {
  return (
    <div aria-hidden className="text-micro text-text-3">
      <div className="flex flex-wrap justify-between gap-x-4 font-mono">
        <span>first {ruler.firstId}</span>
        <span>last {ruler.lastId}</span>
      </div>
      <div className="relative h-5">
        {view.ticks.map(({ place, text }) => (
          <span
            key={text}
            className="absolute top-0.5 whitespace-nowrap"
            style={{
              left: place * width,
              transform: `translateX(${place === 0 ? '0' : place === 1 ? '-100%' : '-50%'})`,
            }}
          >
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}

export function SafeBracket({
  view,
  ruler,
  width,
}: {
  readonly view: RulerView;
  readonly ruler: RulerAnswer;
  readonly width: number;
}) {
  const words = safeWords(ruler);
  if (words === '') return null;
  return (
    <div className="col-start-2 min-w-0 pb-1">
      {view.safeTo !== null && (
        <svg aria-hidden width={width} height={8} className="block text-ok">
          <path
            d={`M1 0v8M1 4H${Math.max(view.safeTo * width - 1, 3)}M${Math.max(view.safeTo * width - 1, 3)} 0v8`}
            stroke="currentColor"
            strokeWidth={1.5}
            fill="none"
          />
        </svg>
      )}
      <p className={`text-small ${view.safeTo === null ? 'text-text-3' : 'text-ok'}`}>{words}</p>
    </div>
  );
}

function moreWords(more: readonly LaneView[]): string {
  const healthy = more.every(({ level }) => level === 'healthy' || level === 'idle');
  return healthy ? `${more.length} more, all healthy or idle` : `${more.length} more`;
}
