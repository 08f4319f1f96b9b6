import type { PlacedMarker } from './chart-markers.ts';

interface MarkerFlagProps {
  readonly marker: PlacedMarker;
  readonly colour: string;
  /** Given by the chart: where the hairline stands. */
  readonly viewBox?: { readonly x: number; readonly y: number };
}

/** The triangle above an event's hairline, and its text on the side with room. */
export function MarkerFlag({ marker, colour, viewBox }: MarkerFlagProps) {
  if (viewBox === undefined) return null;
  const { x, y } = viewBox;
  const right = marker.side === 'right';
  return (
    <g>
      <path d={`M${x - 4} ${y - 7}h8l-4 6z`} fill={colour} />
      {marker.text !== '' && (
        <text
          x={right ? x + 8 : x - 8}
          y={y - 1}
          textAnchor={right ? 'start' : 'end'}
          fill="var(--text-2)"
          fontSize={11}
        >
          {marker.text}
        </text>
      )}
    </g>
  );
}
