/** Figures that may be unknown, by the word that stands for them in the export. */
export const COUNTED_FIGURES = [
  'entries_added',
  'entries_read',
  'lag',
  'behind',
  'oldest_pending',
  'consumers',
] as const;
export type CountedFigure = (typeof COUNTED_FIGURES)[number];

/** How many streams or groups are without each figure: absence alone cannot be alerted on. */
export type UnknownCounts = Record<CountedFigure, number>;

export function noUnknown(): UnknownCounts {
  return { entries_added: 0, entries_read: 0, lag: 0, behind: 0, oldest_pending: 0, consumers: 0 };
}
