/** Reads from Redis that all viewers share, and that are not repeated more often than needed. */
export interface SharedReads<T> {
  /** The newest answer for `name`; null when none is there within the patience of a page, or the reading failed. */
  of(name: string, freshMs: number, read: () => Promise<T>): Promise<T | null>;
}

interface Reading<T> {
  readonly begunAt: number;
  underWay: Promise<T | null>;
  newest: T | null;
}

// A page waits this long for a first answer and shows the rest meanwhile; its next refresh has it.
const PATIENCE_MS = 400;
const KEPT = 400;

export function createSharedReads<T>(here: () => number): SharedReads<T> {
  const readings = new Map<string, Reading<T>>();

  function begin(read: () => Promise<T>, newest: T | null): Reading<T> {
    // A failed reading leaves the answer of the one before, or none; the state of the link is told elsewhere.
    const reading: Reading<T> = { begunAt: here(), newest, underWay: read().catch(() => null) };
    reading.underWay = reading.underWay.then((answer) => {
      if (answer !== null) reading.newest = answer;
      return answer;
    });
    return reading;
  }

  return {
    async of(name, freshMs, read) {
      let reading = readings.get(name);
      if (reading === undefined || here() - reading.begunAt > freshMs) {
        reading = begin(read, reading?.newest ?? null);
        // Deleted first so that the order of the map is that of the readings.
        readings.delete(name);
        readings.set(name, reading);
        const oldest = readings.keys().next();
        if (readings.size > KEPT && !oldest.done) readings.delete(oldest.value);
      }
      return (await withPatience(reading.underWay)) ?? reading.newest;
    },
  };
}

function withPatience<T>(answer: Promise<T | null>): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), PATIENCE_MS);
    void answer.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
