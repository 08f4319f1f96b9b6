import { bytesFromReadable } from '../names/readable-name.ts';
import type { NewField } from './action-input.ts';

/** Which fields there were, and how large: what stood in them is in the stream, and may have to leave it for good. */
export function fieldSizes(fields: readonly NewField[]) {
  return fields.map((field) => ('keep' in field ? field : [field[0], bytesFromReadable(field[1])?.length ?? 0]));
}
