import type { InputOf } from '@weir/domain/actions/action-input';
import type { FieldCondition } from '@weir/domain/actions/entry-filter';
import { parseEntryId } from '@weir/domain/entries/entry-id';

export interface FieldForm {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

/** The entry to add; a sentence where it is not whole yet. Fields go in the order they stand in. */
export function addInputOf(
  connection: string,
  stream: string,
  fields: readonly FieldForm[],
  id: string,
): InputOf<'add-entry'> | string {
  const filled = fields.filter(({ name, value }) => name !== '' || value !== '');
  if (filled.length === 0) return 'Type a field and its value.';
  if (filled.some(({ name }) => name === '')) return 'A value needs the name of its field.';
  const wanted = id.trim() === '' || id.trim() === '*' ? null : parseEntryId(id.trim());
  if (wanted === undefined) return 'That is no ID, such as 1795185127912-0. Leave it empty for the next one.';
  return {
    kind: 'add-entry',
    connection,
    stream,
    create: false,
    ...(wanted === null ? {} : { id: wanted }),
    fields: filled.map(({ name, value }): [string, string] => [name, value]),
  };
}

export interface DeleteForm {
  readonly conditions: readonly FieldCondition[];
  readonly archive: boolean;
  /** It is about a person: the deletion is part of a privacy request. */
  readonly person: boolean;
}

/** What to delete; a sentence where it is not whole yet. `request` names the privacy request, should it be one. */
export function deleteInputOf(
  connection: string,
  stream: string,
  { conditions, archive, person }: DeleteForm,
  request: string,
): InputOf<'delete-entries'> | string {
  if (conditions.length === 0) return 'Add a condition: which entries are meant.';
  return {
    kind: 'delete-entries',
    connection,
    stream,
    selection: { matching: { filter: { conditions: [...conditions] } } },
    archive,
    ...(person ? { request } : {}),
  };
}
