import type { Level } from '@weir/domain/health/status';
import type { RulerAnswer } from '@weir/domain/wire/answers';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useMeasuredWidth } from '../charts/measured-width.ts';
import { IconButton } from '../ui/button.tsx';
import { StatusGlyph } from '../ui/status-glyph.tsx';
import { LaneDrawing } from './lane-drawing.tsx';
import { RulerHead, SafeBracket } from './log-ruler.tsx';
import { LaneWords } from './ruler-lane.tsx';
import { rulerView } from './ruler-view.ts';

interface NarrowRulerProps {
  readonly ruler: RulerAnswer;
  readonly scale: 'stretch' | 'linear';
  readonly levels: ReadonlyMap<string, Level>;
  readonly linkTo: (group: string) => ReactNode;
}

/** The log ruler on a phone: one group at a time over the full width, its words below. */
export function NarrowRuler({ ruler, scale, levels, linkTo }: NarrowRulerProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useMeasuredWidth(frame);
  const [shown, setShown] = useState(0);
  const view = useMemo(() => rulerView(ruler, scale, Math.max(width, 1), levels), [ruler, scale, width, levels]);
  const lanes = view === null ? [] : [...view.lanes, ...view.more];
  const at = Math.min(shown, Math.max(lanes.length - 1, 0));
  const lane = lanes[at];
  const step = (by: number) => {
    setShown((at + by + lanes.length) % lanes.length);
  };
  return (
    <div ref={frame}>
      {lane !== undefined && lanes.length > 1 && (
        <div className="flex items-center gap-2 pb-2">
          <StatusGlyph shape={lane.level} label={lane.level} />
          <span className="min-w-0 flex-1 truncate">{linkTo(lane.lane.group)}</span>
          <span className="text-small text-text-3">
            {at + 1} of {lanes.length}
          </span>
          <IconButton
            label="Previous group"
            onClick={() => {
              step(-1);
            }}
          >
            <ChevronLeft size={16} strokeWidth={1.75} />
          </IconButton>
          <IconButton
            label="Next group"
            onClick={() => {
              step(1);
            }}
          >
            <ChevronRight size={16} strokeWidth={1.75} />
          </IconButton>
        </div>
      )}
      {view !== null && width > 0 && (
        <>
          <RulerHead view={view} ruler={ruler} width={width} />
          {lane !== undefined && <LaneDrawing view={lane} drawing={view} width={width} />}
          <SafeBracket view={view} ruler={ruler} width={width} />
        </>
      )}
      {lane !== undefined && view !== null && <LaneWords view={lane} ruler={ruler} />}
    </div>
  );
}
