const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Time since delivery: at least `minMs`, below `maxMs`; null = no end. */
export interface IdleRange {
  readonly minMs: number;
  readonly maxMs: number | null;
}

const RANGE = /^(?:(\d+(?:\.\d+)?)([smhd]))?\.\.(?:(\d+(?:\.\d+)?)([smhd]))?$/;

/** "45m..", "10s..60s", "..10s" as in the address; undefined for anything else. */
export function parseIdleRange(text: string | undefined): IdleRange | undefined {
  const match = RANGE.exec(text ?? '');
  if (match === null) return undefined;
  const [, low, lowUnit, high, highUnit] = match;
  if (low === undefined && high === undefined) return undefined;
  const minMs = low === undefined ? 0 : milliseconds(low, lowUnit);
  const maxMs = high === undefined ? null : milliseconds(high, highUnit);
  return maxMs !== null && maxMs <= minMs ? undefined : { minMs, maxMs };
}

export function idleRangeText({ minMs, maxMs }: IdleRange): string {
  return `${minMs === 0 ? '' : shortest(minMs)}..${maxMs === null ? '' : shortest(maxMs)}`;
}

/** The range of one of the cells between `edgesMs`. */
export function rangeOfCell(cell: number, edgesMs: readonly number[]): IdleRange {
  return { minMs: cell === 0 ? 0 : (edgesMs[cell - 1] ?? 0), maxMs: edgesMs[cell] ?? null };
}

/** "< 10 s", "10–60 s", "1–5 m", "> 45 m" */
export function cellName(cell: number, edgesMs: readonly number[]): string {
  const { minMs, maxMs } = rangeOfCell(cell, edgesMs);
  if (maxMs === null) return `> ${spaced(shortest(minMs))}`;
  if (minMs === 0) return `< ${spaced(shortest(maxMs))}`;
  // One unit for both ends, the smaller one: 10–60 s, not 10 s–1 m.
  const unit = shortest(minMs).slice(-1) as keyof typeof UNIT_MS;
  return `${minMs / UNIT_MS[unit]}–${maxMs / UNIT_MS[unit]} ${unit}`;
}

/** "over 45 m", "under 10 s", "10 s to 1 m": for a filter chip. */
export function idleRangeWords({ minMs, maxMs }: IdleRange): string {
  if (maxMs === null) return `over ${spaced(shortest(minMs))}`;
  if (minMs === 0) return `under ${spaced(shortest(maxMs))}`;
  return `${spaced(shortest(minMs))} to ${spaced(shortest(maxMs))}`;
}

function milliseconds(amount: string, unit: string | undefined): number {
  // Sound: the pattern lets these units through only.
  return Number(amount) * UNIT_MS[unit as keyof typeof UNIT_MS];
}

function shortest(ms: number): string {
  if (ms % UNIT_MS.d === 0) return `${ms / UNIT_MS.d}d`;
  if (ms % UNIT_MS.h === 0) return `${ms / UNIT_MS.h}h`;
  if (ms % UNIT_MS.m === 0) return `${ms / UNIT_MS.m}m`;
  return `${ms / UNIT_MS.s}s`;
}

function spaced(text: string): string {
  return text.replace(/([smhd])$/, ' $1');
}
