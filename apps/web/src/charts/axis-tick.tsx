interface AxisTickProps {
  /** Given by the chart: where the tick stands and its value. */
  readonly x?: number | string;
  readonly y?: number | string;
  readonly payload?: { readonly value: number };
  readonly format: (value: number) => string;
}

const TEXT = { fill: 'var(--text-3)', fontSize: 11 } as const;

export function ValueTick({ x = 0, y = 0, payload, format }: AxisTickProps) {
  return (
    <text {...TEXT} x={x} y={y} dy={4} textAnchor="end">
      {payload === undefined ? '' : format(payload.value)}
    </text>
  );
}

/** The first and the last stand inside the chart's edges, so that no neighbour and no border cuts them. */
export function TimeTick({
  x = 0,
  y = 0,
  payload,
  format,
  ends,
}: AxisTickProps & { readonly ends: readonly number[] }) {
  const value = payload?.value;
  const anchor = value === ends[0] ? 'start' : value === ends.at(-1) ? 'end' : 'middle';
  return (
    <text {...TEXT} x={x} y={y} dy={8} textAnchor={anchor}>
      {value === undefined ? '' : format(value)}
    </text>
  );
}
