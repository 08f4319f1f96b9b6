import type { HighestGroup, HistorySize, PastConsumer, PastPicture } from '../history/history.ts';
import type { PictureFrame } from './live-frame.ts';

/** What is kept of a connection, and how recording stands. Times are Redis time. */
export interface HistoryAnswer {
  readonly state: 'ok' | 'trouble' | 'off';
  /** What is wrong, or worth knowing; '' = nothing. */
  readonly sentence: string;
  /** From when on polls can be looked at one by one; null = none are kept. */
  readonly pollsFrom: number | null;
  readonly oldest: number | null;
  readonly newest: number | null;
  /** Null while there is trouble. */
  readonly size: HistorySize | null;
}

/** Everything as it was shown at a moment, as the live picture has it. */
export interface PastAnswer {
  readonly asked: number;
  /** The poll it is of: the newest at or before what was asked for. */
  readonly at: number;
  /** How closely that time is still kept. */
  readonly from: PastPicture['from'];
  readonly picture: PictureFrame;
}

export interface PastConsumersAnswer {
  readonly items: readonly PastConsumer[];
}

export interface HighestAnswer {
  readonly items: readonly HighestGroup[];
}
