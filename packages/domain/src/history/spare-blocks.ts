/**
 * Memory of arenas that are not needed any more, for those to come. Without it every hour got tens of megabytes anew from
 * the system, which took a twentieth of all that recording costs.
 */
export class SpareBlocks {
  #blocks: Uint8Array[] = [];

  /** A block with anything in it. */
  take(): Uint8Array {
    return this.#blocks.pop() ?? new Uint8Array(BLOCK_BYTES);
  }

  /** Instead of those that were left: as much is kept as was needed last. */
  keep(blocks: readonly Uint8Array[]): void {
    this.#blocks = [...blocks];
  }
}

export const BLOCK_BITS = 20;
const BLOCK_BYTES = 1 << BLOCK_BITS;
