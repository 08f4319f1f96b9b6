import type { ReactNode } from 'react';

export type GlyphShape =
  | 'critical'
  | 'dead'
  | 'warning'
  | 'unknown'
  | 'healthy'
  | 'idle'
  | 'paused'
  | 'running'
  | 'note'
  | 'change';

interface StatusGlyphProps {
  readonly shape: GlyphShape;
  /** px, 11 to 20 */
  readonly size?: number;
  /** Spoken name; leave it out where the word stands beside the shape. */
  readonly label?: string;
  readonly className?: string;
}

const TONE: { readonly [Shape in GlyphShape]: string } = {
  critical: 'text-crit-g',
  dead: 'text-crit-g',
  warning: 'text-warn-g',
  unknown: 'text-text-3',
  healthy: 'text-ok-g',
  idle: 'text-idle-g',
  paused: 'text-text-3',
  running: 'text-accent',
  note: 'text-accent',
  change: 'text-accent',
};

/** The shape carries the meaning, the colour repeats it. */
export function StatusGlyph({ shape, size = 14, label, className = '' }: StatusGlyphProps) {
  const spoken = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg
      {...spoken}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`inline-block shrink-0 ${TONE[shape]} ${className}`}
    >
      {SHAPES[shape]}
    </svg>
  );
}

const OCTAGON = 'M5.1 .8h5.800l4.3 4.300v5.800l-4.3 4.300H5.100L.8 10.900V5.100Z';
const ring = <circle cx="8" cy="8" r="6.5" stroke="currentColor" strokeWidth="1.5" />;

const SHAPES: { readonly [Shape in GlyphShape]: ReactNode } = {
  critical: (
    <>
      <path d={OCTAGON} fill="currentColor" />
      <path d="M8 4.200v4.2" stroke="var(--panel)" strokeWidth="1.9" />
      <circle cx="8" cy="11.5" r="1.1" fill="var(--panel)" />
    </>
  ),
  dead: (
    <>
      <path d={OCTAGON} fill="currentColor" />
      <path d="m5.6 5.6 4.8 4.800m0-4.8-4.8 4.8" stroke="var(--panel)" strokeWidth="1.8" />
    </>
  ),
  warning: (
    <>
      <path d="M8 1.5 15 14.2H1Z" fill="currentColor" stroke="currentColor" strokeWidth="1.4" />
      <path d="M8 6v3.4" stroke="var(--panel)" strokeWidth="1.7" />
      <circle cx="8" cy="12" r="1" fill="var(--panel)" />
    </>
  ),
  unknown: (
    <>
      <circle cx="8" cy="8" r="6.5" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.6 2.5" />
      <path d="M6.3 6.500a1.750 1.750 0 1 1 2.5 1.700c-.6.3-.8.6-.8 1.1" stroke="currentColor" strokeWidth="1.3" />
      <circle cx="8" cy="11.3" r=".85" fill="currentColor" />
    </>
  ),
  healthy: (
    <>
      {ring}
      <path d="m5.2 8.2 2 2 3.7-4.1" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  idle: (
    <>
      {ring}
      <path d="M5.2 8h5.6" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  paused: (
    <>
      {ring}
      <path d="M6.4 5.700v4.600m3.2-4.600v4.6" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  running: (
    <>
      <circle cx="8" cy="8" r="6.5" stroke="currentColor" strokeWidth="1.5" opacity=".3" />
      <path d="M8 1.500A6.5 6.5 0 0 1 14.5 8" stroke="currentColor" strokeWidth="1.8" />
    </>
  ),
  note: (
    <>
      {ring}
      <path d="M8 7.500v3.6" stroke="currentColor" strokeWidth="1.5" />
      <circle cx="8" cy="5" r=".95" fill="currentColor" />
    </>
  ),
  change: <path d="M8 1.5 14.5 8 8 14.5 1.5 8Z" stroke="currentColor" strokeWidth="1.5" />,
};
