/** How much time small drawings draw. */
export interface SparkSpan {
  readonly seconds: number;
  /** Over the column: "Last hour". */
  readonly words: string;
}

export const LAST_HOUR: SparkSpan = { seconds: 3_600, words: 'Last hour' };
const YOUNG: readonly SparkSpan[] = [
  { seconds: 300, words: 'Last 5 min' },
  { seconds: 900, words: 'Last 15 min' },
];

/** The last hour; while less of it is recorded, the shortest span that holds all there is. */
export function sparkSpan(oldestSecondsAgo: number): SparkSpan {
  return YOUNG.find(({ seconds }) => oldestSecondsAgo <= seconds) ?? LAST_HOUR;
}

/** Where in the span a moment is: 0 = its beginning, 1 = now. */
export function placeIn({ seconds }: SparkSpan, secondsAgo: number): number {
  return 1 - secondsAgo / seconds;
}
