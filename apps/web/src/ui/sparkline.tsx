import { type SparkPoint, sparkPaths } from './sparkline-view.ts';

export type SparkTone = 'calm' | 'crit' | 'warn' | 'lag' | 'flow-in' | 'size' | 'wait';

interface SparklineProps {
  /** Oldest first. */
  readonly points: readonly SparkPoint[];
  readonly tone?: SparkTone;
  /** Index from which on the tone is used; before it the line is calm. 0 = all of it. */
  readonly breachFrom?: number;
  readonly width?: number;
  readonly height?: number;
  /** Says of what; part of the accessible name. */
  readonly label: string;
}

const STROKE: { readonly [Tone in SparkTone]: string } = {
  calm: 'var(--text-3)',
  crit: 'var(--crit-g)',
  warn: 'var(--warn-g)',
  lag: 'var(--lag)',
  'flow-in': 'var(--flow-in)',
  size: 'var(--size)',
  wait: 'var(--h3)',
};

/** 96 × 22 in tables, 84 × 30 in tiles. */
export function Sparkline({ points, tone = 'calm', breachFrom = 0, width = 96, height = 22, label }: SparklineProps) {
  const view = sparkPaths(points, width, height, tone === 'calm' ? points.length : breachFrom);
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="block"
    >
      <path d={`M0 ${height - 0.5}H${width}`} stroke="var(--line)" strokeWidth="1" />
      <path d={view.calm.area} fill={STROKE.calm} fillOpacity=".12" />
      <path d={view.calm.line} fill="none" stroke={STROKE.calm} strokeWidth="1.4" />
      <path d={view.told.area} fill={STROKE[tone]} fillOpacity=".18" />
      <path d={view.told.line} fill="none" stroke={STROKE[tone]} strokeWidth="1.4" />
      {view.last !== null && <circle cx={view.last.x} cy={view.last.y} r="2" fill={STROKE[tone]} />}
    </svg>
  );
}
