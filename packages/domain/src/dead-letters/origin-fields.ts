import { parseEntryId, type EntryId } from '../entries/entry-id.ts';

type Field = readonly [name: string, value: string];

/** What Weir adds to an entry it dead-letters, behind the entry's own fields and in this order. Nobody else's prefix. */
export const ORIGIN_FIELDS = [
  'weir-dlq-stream',
  'weir-dlq-id',
  'weir-dlq-group',
  'weir-dlq-consumer',
  'weir-dlq-deliveries',
  'weir-dlq-at',
  'weir-dlq-reason',
] as const;

/** Where a dead letter came from, as far as it says so itself. Names in readable form, times epoch ms. */
export interface LetterOrigin {
  readonly stream: string;
  readonly id: EntryId | null;
  readonly group: string;
  readonly consumer: string;
  readonly deliveries: number | null;
  readonly at: number | null;
  readonly reason: string;
}

/**
 * The origin Weir wrote, or undefined. Only the last fields count, all of them in order: an entry's own field of such a
 * name is payload.
 */
export function originWritten(fields: readonly Field[]): LetterOrigin | undefined {
  const written = fields.slice(-ORIGIN_FIELDS.length);
  if (written.length < ORIGIN_FIELDS.length || ORIGIN_FIELDS.some((name, at) => written[at]?.[0] !== name)) {
    return undefined;
  }
  const [stream = '', id = '', group = '', consumer = '', deliveries = '', at = '', reason = ''] = written.map(
    ([, value]) => value,
  );
  return {
    stream,
    id: parseEntryId(id) ?? null,
    group,
    consumer,
    deliveries: wholeNumber(deliveries),
    at: wholeNumber(at),
    reason,
  };
}

/** The entry's own fields, as they were before it was dead-lettered. */
export function withoutOrigin(fields: readonly Field[]): readonly Field[] {
  return originWritten(fields) === undefined ? fields : fields.slice(0, -ORIGIN_FIELDS.length);
}

/** A number somebody wrote as text; null where it is none that can be exact. */
export function wholeNumber(text: string): number | null {
  if (!/^[0-9]{1,16}$/.test(text)) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : null;
}
