import { formatCount } from '@weir/domain/metrics/format-figures';
import type { RulerAnswer } from '@weir/domain/wire/answers';
import type { ReactNode } from 'react';
import { StatusGlyph } from '../ui/status-glyph.tsx';
import { LaneDrawing } from './lane-drawing.tsx';
import { laneDetail, unreadWords } from './ruler-words.ts';
import type { LaneView, RulerView } from './ruler-view.ts';

interface RulerLaneRowProps {
  readonly view: LaneView;
  readonly ruler: RulerAnswer;
  readonly drawing: RulerView;
  readonly width: number;
  readonly name: ReactNode;
}

/** Name, lane, and the same in words: the words are the lane for whoever does not see it. */
export function RulerLaneRow({ view, ruler, drawing, width, name }: RulerLaneRowProps) {
  return (
    <li className="col-span-3 grid grid-cols-subgrid items-center">
      <span className="flex min-w-0 items-center gap-2">
        <StatusGlyph shape={view.level} label={view.level} />
        <span className="min-w-0 truncate">{name}</span>
      </span>
      <LaneDrawing view={view} drawing={drawing} width={width} />
      <LaneWords view={view} ruler={ruler} />
    </li>
  );
}

export function LaneWords({ view, ruler }: { readonly view: LaneView; readonly ruler: RulerAnswer }) {
  const { lane, level } = view;
  return (
    <span className="min-w-0 text-micro">
      <span
        className={`block text-small font-semibold ${level === 'critical' ? 'text-crit' : 'text-text'}`}
        data-tip={lane.unread.known ? undefined : `Unknown: ${lane.unread.because}.`}
      >
        {unreadWords(lane.unread)}
        {!lane.unread.known && <span className="sr-only">: {lane.unread.because}</span>}
      </span>
      <span className="block text-text-3">{laneDetail(lane, ruler.at, ruler.idsAreTimes)}</span>
      {view.lost > 0 && <span className="block text-crit">{formatCount(view.lost)} gone, never read</span>}
    </span>
  );
}
