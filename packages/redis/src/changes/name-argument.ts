import { nameBytes } from '../pages/reader.ts';

const PLAIN = /^[\x20-\x5b\x5d-\x7e]*$/;

/**
 * The bytes behind a name, as an argument. Plain ASCII stays a string: the client writes a command of strings alone
 * several times faster than one with a buffer in it.
 */
export function nameArgument(readable: string): string | Buffer {
  return PLAIN.test(readable) ? readable : nameBytes(readable);
}
