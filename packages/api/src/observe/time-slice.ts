/** Long work in small pieces: others get the event loop whenever a piece took its share. */
export interface TimeSlice {
  /** True when the current piece has taken its share; then await `breathe`. */
  isOver(): boolean;
  breathe(): Promise<void>;
}

export function createTimeSlice(
  shareMs: number,
  monotonic: () => number,
  yieldToOthers: () => Promise<void>,
): TimeSlice {
  let began = monotonic();
  return {
    isOver: () => monotonic() - began >= shareMs,
    async breathe() {
      await yieldToOthers();
      began = monotonic();
    },
  };
}
