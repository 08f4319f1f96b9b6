import type { ReactNode } from 'react';
import { StatusGlyph } from '../../../ui/status-glyph.tsx';

interface NoteProps {
  readonly tone: 'warning' | 'note' | 'critical';
  readonly children: ReactNode;
}

const TINT = { warning: 'tint-warn', note: 'tint-accent', critical: 'tint-crit' } as const;

/** One thing that must be known before, or after, in a box of its own. */
export function Note({ tone, children }: NoteProps) {
  return (
    <div className={`flex gap-2.5 rounded-control px-3 py-2.5 ${TINT[tone]}`}>
      <StatusGlyph shape={tone} size={15} className="mt-0.5" />
      <div className="min-w-0 text-text">{children}</div>
    </div>
  );
}
