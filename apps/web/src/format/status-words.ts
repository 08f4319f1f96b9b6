import type { ConsumerStatus, GroupStatus, Level } from '@weir/domain/health/status';
import type { GlyphShape } from '../ui/status-glyph.tsx';

/** The word beside the shape, and the start of a troubled row's sentence. */
export const STATUS_WORD: { readonly [Status in GroupStatus]: string } = {
  'losing-data': 'Losing data',
  'dead-consumer': 'Stalled',
  'no-consumers': 'No consumers',
  'stalled-reading': 'Stalled',
  'stalled-acknowledging': 'Stalled',
  'falling-behind': 'Falling behind',
  'poison-entry': 'Poison entry',
  ghosts: 'Ghosts',
  'slow-consumer': 'Slow consumer',
  'catching-up': 'Catching up',
  'late-batch': 'Late batch',
  behind: 'Behind',
  unknown: 'Unknown',
  healthy: 'Healthy',
  batch: 'Batch',
  idle: 'Idle',
};

export const CONSUMER_WORD: { readonly [Status in ConsumerStatus]: string } = {
  dead: 'Dead',
  slow: 'Slow',
  quiet: 'Quiet',
  idle: 'Idle',
  gone: 'Gone',
  active: 'Active',
  unknown: 'Unknown',
};

export const CONSUMER_SHAPE: { readonly [Status in ConsumerStatus]: GlyphShape } = {
  dead: 'dead',
  slow: 'warning',
  quiet: 'warning',
  idle: 'idle',
  gone: 'idle',
  active: 'healthy',
  unknown: 'unknown',
};

export const LEVEL_WORD: { readonly [L in Level]: string } = {
  critical: 'Critical',
  warning: 'Warning',
  unknown: 'Unknown',
  healthy: 'Healthy',
  idle: 'Idle',
};

/** Text colour of a level's words; calm levels have none of their own. */
export const LEVEL_TEXT: { readonly [L in Level]: string } = {
  critical: 'text-crit',
  warning: 'text-warn',
  unknown: 'text-text-2',
  healthy: 'text-text-3',
  idle: 'text-text-3',
};
