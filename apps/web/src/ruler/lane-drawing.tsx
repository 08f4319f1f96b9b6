import { useId } from 'react';
import type { LaneView, RulerView } from './ruler-view.ts';

interface LaneDrawingProps {
  readonly view: LaneView;
  readonly drawing: RulerView;
  readonly width: number;
}

const HEIGHT = 36;
const TOP = 13;
const THICK = 12;

/** One lane: acked, position, unread and the marks of pending entries. What it shows is said in words beside it. */
export function LaneDrawing({ view, drawing, width }: LaneDrawingProps) {
  const hatch = useId();
  const position = view.position * width;
  return (
    <svg aria-hidden width={width} height={HEIGHT} className="block overflow-visible">
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--lag)" fillOpacity="0.12" />
          <path d="M0 0v6" stroke="var(--lag)" strokeOpacity="0.5" strokeWidth="2" />
        </pattern>
      </defs>
      {drawing.ticks.map(({ place }) => (
        <path key={place} d={`M${place * width} 0v${HEIGHT}`} stroke="var(--line-subtle)" />
      ))}
      <rect x={0} y={TOP} width={position} height={THICK} rx={2} fill="var(--size)" fillOpacity={0.26} />
      {view.rest === 'none' ? (
        <rect
          x={position}
          y={TOP}
          width={width - position}
          height={THICK}
          rx={2}
          fill="var(--size)"
          fillOpacity={0.1}
        />
      ) : (
        <rect
          x={position + 0.5}
          y={TOP + 0.5}
          width={Math.max(width - position - 1, 2)}
          height={THICK - 1}
          rx={2}
          fill={view.rest === 'unread' ? `url(#${hatch})` : 'none'}
          stroke={view.rest === 'unread' ? 'var(--lag)' : 'var(--text-3)'}
          strokeOpacity={0.8}
          strokeDasharray={view.rest === 'unread' ? undefined : '3 3'}
        />
      )}
      {view.lost > 0 && <path d={tornBlock()} fill="var(--crit-g)" />}
      {view.marks.map((mark) => (
        <rect
          key={mark.from}
          x={mark.from}
          y={TOP - 2}
          width={mark.to - mark.from}
          height={THICK + 4}
          rx={1}
          fill={`var(--h${mark.heat})`}
        />
      ))}
      <path d={flag(Math.min(Math.max(position, 1), width - 1))} fill="var(--text)" />
      {drawing.safeTo !== null && (
        <path d={`M${drawing.safeTo * width} 0v${HEIGHT}`} stroke="var(--ok)" strokeWidth={1.5} />
      )}
    </svg>
  );
}

// A 2 px mark through the lane with a flag above it.
function flag(x: number): string {
  return `M${x - 4} ${TOP - 6}h8l-3 4v${THICK + 6}h-2v${-(THICK + 6)}z`;
}

// The right edge is torn: what stood there is gone, and how much does not show in its width.
function tornBlock(): string {
  const step = THICK / 4;
  return `M0 ${TOP}h14l-4 ${step}l4 ${step}l-4 ${step}l4 ${step}h-14z`;
}
