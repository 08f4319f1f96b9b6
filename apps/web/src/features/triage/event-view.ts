import type { WeirEvent } from '@weir/domain/wire/live-frame';
import type { GlyphShape } from '../../ui/status-glyph.tsx';

/** States keep the shape of their level; what somebody did outside of Weir is a change; the rest are notes. */
export function eventShape(event: Pick<WeirEvent, 'kind' | 'level'>): GlyphShape {
  if (event.level !== 'note') return event.level;
  return event.kind === 'change' || event.kind === 'position' || event.kind === 'trim' ? 'change' : 'note';
}
