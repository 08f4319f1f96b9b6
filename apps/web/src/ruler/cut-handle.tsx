import { type KeyboardEvent, type PointerEvent, useRef } from 'react';

interface CutHandleProps {
  /** 0…1 */
  readonly place: number;
  readonly width: number;
  /** What the cut keeps, in words. */
  readonly text: string;
  readonly onMove: (place: number) => void;
}

const STEP = 0.01;

/** The handle of the cut: dragged, or moved with the arrow keys. A field beside it says the same. */
export function CutHandle({ place, width, text, onMove }: CutHandleProps) {
  const track = useRef<HTMLDivElement>(null);
  const drag = (event: PointerEvent<HTMLElement>) => {
    const box = track.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0 || event.buttons === 0) return;
    onMove(held((event.clientX - box.left) / box.width));
  };
  const onKey = (event: KeyboardEvent) => {
    const next = afterKey(event.key, event.shiftKey, place);
    if (next === undefined) return;
    event.preventDefault();
    onMove(next);
  };
  const right = place * width > width * 0.6;
  return (
    <div ref={track} className="relative h-7">
      {/* A range input steps evenly; this one stands on the scale of the ruler. */}
      <button
        type="button"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="slider"
        aria-label="Where the trim cuts"
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(place * 100)}
        aria-valuetext={text}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={drag}
        onKeyDown={onKey}
        className="absolute top-0.5 flex h-6 w-6 -translate-x-1/2 cursor-ew-resize touch-none items-center justify-center rounded-tag bg-text text-micro font-semibold text-canvas touch:w-11"
        style={{ left: place * width }}
      >
        <span aria-hidden>|||</span>
      </button>
      <span
        aria-hidden
        className="absolute top-1.5 text-micro whitespace-nowrap text-text-2"
        style={right ? { right: width - place * width + 18 } : { left: place * width + 18 }}
      >
        {text}
      </span>
    </div>
  );
}

/** Where a key moves the cut to: 1 % of the view, with Shift 10 %; undefined for keys that do not move it. */
export function afterKey(key: string, shift: boolean, place: number): number | undefined {
  const step = shift ? 10 * STEP : STEP;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return held(place - step);
    case 'ArrowRight':
    case 'ArrowUp':
      return held(place + step);
    case 'Home':
      return 0;
    case 'End':
      return 1;
    default:
      return undefined;
  }
}

function held(place: number): number {
  return Math.min(Math.max(place, 0), 1);
}
