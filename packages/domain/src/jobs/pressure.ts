/** What a job looks at before each call, to step back by itself. */
export interface Pressure {
  /** Round trip of a TIME just now, ms. */
  readonly answerMs: number;
  /** Unread of the slowest reader of the target; null = nobody reads it or it is not known. */
  readonly targetUnread: number | null;
}

export type Advice =
  | { readonly go: 'on' }
  | { readonly go: 'slower'; readonly factor: number; readonly because: string }
  | { readonly go: 'wait'; readonly because: string };

// A console beside its Redis sees well under 1 ms; behind a slow network the job's own beginning is the measure.
const SLOW_FACTOR = 5;
const SLOW_MS = 20;
const STOP_FACTOR = 25;
const STOP_MS = 250;

/** Above how many unread entries a copy slows down: half a minute of its own rate, and never under 5,000. */
export function slowsAbove(ratePerSecond: number | null): number {
  return Math.max(5_000, (ratePerSecond ?? 5_000) * 30);
}

/** Whether to go on, and how. `usualMs` is the best answer time seen in this job. */
export function adviceFor(pressure: Pressure, usualMs: number, limit: number): Advice {
  const { answerMs, targetUnread } = pressure;
  if (answerMs > Math.max(STOP_MS, STOP_FACTOR * usualMs)) {
    return { go: 'wait', because: `Redis takes ${Math.round(answerMs)} ms to answer` };
  }
  if (targetUnread !== null && targetUnread > 2 * limit) {
    return { go: 'wait', because: `the readers of the target have ${whole(targetUnread)} unread` };
  }
  if (answerMs > Math.max(SLOW_MS, SLOW_FACTOR * usualMs)) {
    return { go: 'slower', factor: 0.5, because: `Redis takes ${Math.round(answerMs)} ms to answer` };
  }
  if (targetUnread !== null && targetUnread > limit) {
    return { go: 'slower', factor: 0.5, because: `the readers of the target have ${whole(targetUnread)} unread` };
  }
  return { go: 'on' };
}

function whole(count: number): string {
  return count.toLocaleString('en-US');
}
