import type { RedrivePart } from './work.ts';

export interface PartAt {
  readonly part: RedrivePart;
  readonly index: number;
  /** Entries of the part that are still to come. */
  readonly left: number;
  /** None of the part is behind us. */
  readonly begins: boolean;
}

/** The part of a redrive that a place in its frozen set lies in; null = behind all of them. */
export function partAt(parts: readonly RedrivePart[], position: number): PartAt | null {
  let end = 0;
  for (const [index, part] of parts.entries()) {
    end += part.count;
    if (position < end) return { part, index, left: end - position, begins: position === end - part.count };
  }
  return null;
}

/** The name under which a part keeps its mark: each lies in the slot of its own target. */
export function partJob(jobId: string, index: number): string {
  return index === 0 ? jobId : `${jobId}-${index + 1}`;
}
