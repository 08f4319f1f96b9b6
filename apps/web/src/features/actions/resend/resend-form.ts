import type { InputOf } from '@weir/domain/actions/action-input';
import { bytesFromReadable, readableFromBytes } from '@weir/domain/names/readable-name';

type Pairs = readonly (readonly [name: string, value: string])[];

/** One field as it is being edited; name and value in readable form. */
export interface EditField {
  readonly key: number;
  readonly name: string;
  readonly value: string;
  /** Its place in the entry; null = it is new. */
  readonly place: number | null;
  /** Only a part of the value is here: it goes over whole, unless another one is written in its place. */
  readonly whole: { readonly bytes: number } | null;
}

/** How values are written in the form: as text with its lines, or in the readable form that can hold any bytes. */
export type Writing = 'text' | 'bytes';

const decoder = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

export function editFieldsOf(fields: Pairs, cut: readonly (readonly [index: number, bytes: number])[]): EditField[] {
  const cuts = new Map(cut);
  return fields.map(([name, value], place) => {
    const bytes = cuts.get(place);
    return { key: place, name, value, place, whole: bytes === undefined ? null : { bytes } };
  });
}

/** What stands in the field for a value; null = it is no text, so it can be written as bytes alone. */
export function written(value: string, writing: Writing): string | null {
  if (writing === 'bytes') return value;
  const bytes = bytesFromReadable(value);
  if (bytes === undefined) return null;
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** The value behind what was written. */
export function readableOf(text: string, writing: Writing): string {
  return writing === 'bytes' ? text : readableFromBytes(encoder.encode(text));
}

/** The fields of a plan, or why they are not whole yet. */
export function newFieldsOf(fields: readonly EditField[]): InputOf<'resend-entry'>['fields'] | string {
  if (fields.length === 0) return 'An entry needs one field at least.';
  for (const { name, value } of fields) {
    if (bytesFromReadable(name) === undefined || bytesFromReadable(value) === undefined) {
      return `The field ${name === '' ? '(empty name)' : name} is not written right: a backslash stands doubled or as \\xHH.`;
    }
  }
  return fields.map(({ name, value, place, whole }) =>
    whole !== null && place !== null ? { keep: place } : ([name, value] as [string, string]),
  );
}

export interface FieldDifference {
  readonly key: string;
  readonly kind: 'changed' | 'added' | 'removed';
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Field by field what is different; nothing = the entry goes as it is. */
export function differencesOf(before: Pairs, fields: readonly EditField[]): readonly FieldDifference[] {
  const differences: FieldDifference[] = [];
  for (const [place, [name, value]] of before.entries()) {
    const now = fields.find((field) => field.place === place);
    const key = `p${place}`;
    if (now === undefined) differences.push({ key, kind: 'removed', name, before: value, after: null });
    else if (now.whole === null && now.name !== name) {
      differences.push({ key, kind: 'removed', name, before: value, after: null });
      differences.push({ key: `${key}n`, kind: 'added', name: now.name, before: null, after: now.value });
    } else if (now.whole === null && now.value !== value) {
      differences.push({ key, kind: 'changed', name, before: value, after: now.value });
    }
  }
  for (const { key, name, value, place } of fields) {
    if (place === null) differences.push({ key: `n${key}`, kind: 'added', name, before: null, after: value });
  }
  return differences;
}
