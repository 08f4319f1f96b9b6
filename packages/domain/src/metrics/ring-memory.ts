/** Room for the samples of one ring inside a slab. `place` counts rings from the slab's beginning. */
export interface RingRoom {
  readonly slab: RingSlab;
  readonly place: number;
}

/** One piece of memory for many rings: samples, their peaks and flags, ring after ring. */
export interface RingSlab {
  readonly cells: Float64Array;
  /** Highest figures per bucket. For drawing alone, so seven digits are enough. */
  readonly peaks: Float32Array;
  readonly flags: Uint8Array;
}

/** Where rings of one size get their room and give it back. */
export interface RingMemory {
  take(): RingRoom;
  giveBack(room: RingRoom): void;
}

// Large enough that tens of thousands of rings are a few hundred objects to the garbage collector. The system backs
// only the pages that were written to, so a slab of young rings takes far less than its size.
const SLAB_BYTES = 2 * 1024 * 1024;

/** What a sample takes: its time and figures, their peaks where buckets hold several samples, its flags. */
export function sampleBytes(metricCount: number, peaks: boolean): number {
  const cells = (1 + metricCount) * Float64Array.BYTES_PER_ELEMENT;
  return cells + (peaks ? metricCount * Float32Array.BYTES_PER_ELEMENT : 0) + 1;
}

export function createRingMemory(metricCount: number, slots: number, ringsPerSlab?: number): RingMemory {
  const perSlab = ringsPerSlab ?? Math.max(1, Math.floor(SLAB_BYTES / (slots * sampleBytes(metricCount, true))));
  const free: RingRoom[] = [];

  function moreRoom(): void {
    const samples = perSlab * slots;
    const slab: RingSlab = {
      cells: new Float64Array(samples * (1 + metricCount)),
      peaks: new Float32Array(samples * metricCount),
      flags: new Uint8Array(samples),
    };
    // From the last to the first, so that rooms are taken from the slab's beginning.
    for (let place = perSlab - 1; place >= 0; place -= 1) free.push({ slab, place });
  }

  return {
    take() {
      let room = free.pop();
      while (room === undefined) {
        moreRoom();
        room = free.pop();
      }
      return room;
    },
    giveBack: (room) => void free.push(room),
  };
}
