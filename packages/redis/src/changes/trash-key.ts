import { slotOf, tagOf } from './slots.ts';

export const TRASH_PREFIX = 'weir:trash:';

/** Where a stream lies that the job deleted. In a cluster in the slot of the stream, or it could not be renamed. */
export function trashKey(job: string, stream: Buffer, mode: 'cluster' | 'one'): string {
  return mode === 'cluster' ? `${TRASH_PREFIX}{${tagOf(slotOf(stream))}}:${job}` : `${TRASH_PREFIX}${job}`;
}

/** Not a stream of anybody's: it is not looked for and not listed. */
export function isTrash(key: Buffer): boolean {
  return key.subarray(0, TRASH_PREFIX.length).toString('latin1') === TRASH_PREFIX;
}
