import type { ReactNode } from 'react';
import { StatusGlyph, type GlyphShape } from './status-glyph.tsx';

const TONE: { readonly [Shape in GlyphShape]: string } = {
  critical: 'tint-crit text-crit',
  dead: 'tint-crit text-crit',
  warning: 'tint-warn text-warn',
  unknown: 'tint-quiet text-text-2',
  healthy: 'tint-ok text-ok',
  idle: 'tint-quiet text-text-2',
  paused: 'tint-quiet text-text-2',
  running: 'tint-accent text-accent',
  note: 'tint-accent text-accent',
  change: 'tint-accent text-accent',
};

interface BadgeProps {
  readonly shape: GlyphShape;
  readonly children: ReactNode;
}

/** A status in one word, with its shape. */
export function Badge({ shape, children }: BadgeProps) {
  return (
    <span
      className={`inline-flex h-5 items-center gap-1 rounded-full pr-2 pl-1 text-micro font-strong whitespace-nowrap ${TONE[shape]}`}
    >
      <StatusGlyph shape={shape} size={12} />
      {children}
    </span>
  );
}
