/** Instants to print under a chart of `width` px: both ends, and up to three between where labels of `labelPx` fit. */
export function timeTicks(from: number, to: number, width: number, labelPx: number): number[] {
  // The labels at both ends stand inside, which takes from the room of their neighbours.
  const parts = Math.min(4, Math.max(1, Math.floor(width / (labelPx * 1.75))));
  return Array.from({ length: parts + 1 }, (_, index) => Math.round(from + ((to - from) * index) / parts));
}
