import type { ActionInput, InputOf } from '@weir/domain/actions/action-input';

export interface RestoreForm {
  /** The stream that gets the entries. */
  readonly into: string;
  readonly create: boolean;
  readonly as: 'keep' | 'new';
  /** Name of the field for the old id; '' = none. */
  readonly originField: string;
  readonly again: boolean;
}

/** As it is offered first: a new stream beside the old one, where entries can keep their IDs. */
export function restoreForm(stream: string, linked?: ActionInput): RestoreForm {
  if (linked?.kind !== 'restore')
    return { into: `${stream}:restored`, create: true, as: 'keep', originField: '', again: false };
  const { stream: into, create, as, originField, again } = linked;
  return { into, create, as, originField: originField ?? '', again };
}

/** What to restore; a sentence where it is not whole yet. */
export function restoreInputOf(
  connection: string,
  archive: string,
  { into, create, as, originField, again }: RestoreForm,
): InputOf<'restore'> | string {
  if (into === '') return 'Name the stream that gets the entries.';
  return {
    kind: 'restore',
    connection,
    stream: into,
    archive,
    create,
    as,
    // Who keeps the old ID needs no field for it.
    originField: as === 'keep' || originField === '' ? null : originField,
    again,
  };
}
