import { bytesFromReadable } from '@weir/domain/names/readable-name';
import type { EntryAnswer } from '@weir/domain/wire/answers';
import { indentJson } from './indent-json.ts';

export interface FieldView {
  readonly name: string;
  readonly value: string;
  /** Bytes of the whole value in Redis. */
  readonly bytes: number;
  /** Bytes shown when the value was cut; null = all of it is here. */
  readonly shownBytes: number | null;
  /** How often this name came before in the same entry: duplicates are legal and keep their order. */
  readonly repeat: number;
  /** The value with lines and indents, when the whole of it is JSON. */
  readonly json: string | undefined;
}

/** Every field of an entry in its order. */
export function fieldViews(entry: Pick<EntryAnswer, 'fields' | 'cut'>): FieldView[] {
  const cuts = new Map(entry.cut);
  const seen = new Map<string, number>();
  return entry.fields.map(([name, value], index) => {
    const repeat = seen.get(name) ?? 0;
    seen.set(name, repeat + 1);
    const bytes = bytesFromReadable(value);
    const shown = bytes?.length ?? value.length;
    const whole = cuts.get(index);
    return {
      name,
      value,
      bytes: whole ?? shown,
      shownBytes: whole === undefined ? null : shown,
      repeat,
      json: whole === undefined ? jsonIn(bytes) : undefined,
    };
  });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function jsonIn(bytes: Uint8Array | undefined): string | undefined {
  // 0x7b and 0x5b: nothing else can begin an object or a list, so most values are not decoded at all.
  if (bytes === undefined || (bytes[0] !== 0x7b && bytes[0] !== 0x5b)) return undefined;
  try {
    return indentJson(utf8.decode(bytes));
  } catch {
    return undefined;
  }
}

const MOST_COLUMNS = 4;

/** Names that at least half of the entries have, in the order in which they first appear; at most four. */
export function columnsOf(entries: readonly Pick<EntryAnswer, 'fields'>[]): string[] {
  const counts = new Map<string, number>();
  for (const { fields } of entries)
    for (const name of new Set(fields.map(([field]) => field))) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts.entries()]
    .filter(([, count]) => count * 2 >= entries.length)
    .slice(0, MOST_COLUMNS)
    .map(([name]) => name);
}

/** A cell holds no more than can be seen; the whole is in the opened row. */
const CELL_LENGTH = 160;

export function cellText(fields: EntryAnswer['fields'], column: string): string | undefined {
  const field = fields.find(([name]) => name === column);
  return field === undefined ? undefined : shortened(field[1]);
}

/** "type=order.created user=42": for entries that share no fields. */
export function fieldsLine(fields: EntryAnswer['fields']): string {
  return shortened(
    fields
      .slice(0, 6)
      .map(([name, value]) => `${name}=${value.slice(0, CELL_LENGTH)}`)
      .join('  '),
  );
}

function shortened(text: string): string {
  return text.length <= CELL_LENGTH ? text : `${text.slice(0, CELL_LENGTH)}…`;
}
