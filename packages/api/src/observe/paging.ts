import { ConsoleError } from '@weir/domain/errors/console-error';

/** A page of a list held in memory: rows behind the cursor, in the order of `order`, at most `limit`. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | null | undefined;
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Cursors are the name of the last row of a page, as JSON: rows that come and go do not shift the next page. */
export function cursorOf(name: readonly string[]): string {
  return JSON.stringify(name);
}

export function nameInCursor(cursor: string | null | undefined, parts: number): readonly string[] | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  const name = parse(cursor);
  if (!Array.isArray(name) || name.length !== parts || !name.every((part) => typeof part === 'string')) {
    throw new ConsoleError('bad-input', 'This cursor is not one that a list of Weir gave out.');
  }
  return name;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
