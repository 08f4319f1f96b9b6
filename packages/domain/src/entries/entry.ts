import type { EntryId } from './entry-id.ts';

/** One stream entry. Fields stay ordered pairs with duplicates, names and values in readable form. */
export interface Entry {
  readonly id: EntryId;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Bytes of all field names and values. */
  readonly sizeBytes: number;
  /** Fields whose value was cut for the page: index in `fields` and the value's whole size in bytes. */
  readonly cut: readonly (readonly [index: number, bytes: number])[];
  /** The entry has more fields than `fields` shows: too large to read or show whole; `sizeBytes` is then at least so much. */
  readonly incomplete?: true;
}
