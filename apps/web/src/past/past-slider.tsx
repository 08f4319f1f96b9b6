import { useQuery } from '@tanstack/react-query';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useZone } from '../app/preferences.ts';
import { useTRPC } from '../app/trpc.ts';
import { dateText, minuteText, momentText } from '../format/moment.ts';
import { redisClock, useNow } from '../live/redis-clock.ts';
import { IconButton } from '../ui/button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { SLIDER_SPANS, type SliderSpan, sliderEnds, spanFor, stepsOf } from './past-view.ts';

interface PastSliderProps {
  readonly conn: string;
  readonly at: number;
  readonly onMove: (at: number) => void;
}

const EVENTS_DRAWN = 300;
const DAY_MS = 86_400_000;
// While it is being dragged, the picture follows with this much delay.
const SETTLE_MS = 150;

/** Goes through what was recorded: by dragging, by steps, by the events drawn above it. */
export function PastSlider({ conn, at, onMove }: PastSliderProps) {
  const trpc = useTRPC();
  const [opened] = useState(() => redisClock.now());
  const [span, setSpan] = useState<SliderSpan>(() => spanFor(at, opened));
  const extent = useQuery(trpc.history.get.queryOptions({ connection: conn }, { staleTime: 60_000 }));
  const { from, to } = sliderEnds(span, opened, extent.data?.oldest ?? null);
  const events = useQuery(
    trpc.events.list.queryOptions({ connection: conn, from, to, limit: EVENTS_DRAWN }, { staleTime: 60_000 }),
  );
  const zone = useZone();
  const now = useNow();
  const [dragged, setDragged] = useSettling(at, onMove);
  const { small, large } = stepsOf(span);
  const step = (ms: number) => () => {
    onMove(Math.min(to, Math.max(from, at + ms)));
  };
  const endText = (moment: number) => (to - from > DAY_MS ? dateText(moment, now, zone) : minuteText(moment, zone));
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 pt-1.5">
      <IconButton label={`Back by ${wordOf(large)}`} onClick={step(-large)}>
        <ChevronsLeft size={15} strokeWidth={1.75} />
      </IconButton>
      <IconButton label={`Back by ${wordOf(small)}`} onClick={step(-small)}>
        <ChevronLeft size={15} strokeWidth={1.75} />
      </IconButton>
      <div className="min-w-40 flex-1 max-sm:order-first max-sm:basis-full">
        <EventMarks events={events.data?.items ?? []} from={from} to={to} />
        <input
          type="range"
          aria-label="Moment shown"
          aria-valuetext={momentText(dragged, now, zone)}
          min={from}
          max={to}
          step={1_000}
          value={Math.min(to, Math.max(from, dragged))}
          onChange={({ target }) => {
            setDragged(Number(target.value));
          }}
          className="block h-4 w-full accent-accent"
        />
        <div className="flex justify-between text-micro text-text-3">
          <span>{endText(from)}</span>
          <span>now</span>
        </div>
      </div>
      <IconButton label={`Forward by ${wordOf(small)}`} onClick={step(small)}>
        <ChevronRight size={15} strokeWidth={1.75} />
      </IconButton>
      <IconButton label={`Forward by ${wordOf(large)}`} onClick={step(large)}>
        <ChevronsRight size={15} strokeWidth={1.75} />
      </IconButton>
      <Segmented label="How far the slider reaches" value={span} options={SLIDER_SPANS} onChange={setSpan} />
    </div>
  );
}

function wordOf(ms: number): string {
  if (ms === DAY_MS) return 'a day';
  return ms < 3_600_000 ? 'a minute' : 'an hour';
}

/** Where something happened, by how bad it was. The list below the slider says it in words. */
function EventMarks({
  events,
  from,
  to,
}: {
  readonly events: readonly WeirEvent[];
  readonly from: number;
  readonly to: number;
}) {
  return (
    <div aria-hidden className="relative h-2">
      {events.map((event) => (
        <span
          key={event.id}
          data-tip={plainSentence(event.title, event.at)}
          className={`absolute top-0 h-2 w-0.5 ${MARK[event.level]}`}
          style={{ left: `${((event.at - from) / (to - from)) * 100}%` }}
        />
      ))}
    </div>
  );
}

const MARK: Readonly<Record<WeirEvent['level'], string>> = {
  critical: 'bg-crit-g',
  warning: 'bg-warn-g',
  unknown: 'bg-control',
  healthy: 'bg-ok-g',
  idle: 'bg-control',
  note: 'bg-control',
};

/** What the thumb shows while it is dragged, and a move once it rests. */
function useSettling(at: number, onMove: (at: number) => void): readonly [number, (at: number) => void] {
  const [dragged, setDragged] = useState<number | null>(null);
  const latest = useRef(onMove);
  useEffect(() => {
    latest.current = onMove;
  });
  useEffect(() => {
    if (dragged === null) return undefined;
    const timer = setTimeout(() => {
      latest.current(dragged);
      setDragged(null);
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [dragged]);
  return [dragged ?? at, setDragged];
}
