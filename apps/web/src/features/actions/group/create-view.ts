import type { InputOf } from '@weir/domain/actions/action-input';
import { cliName } from '@weir/domain/names/cli-name';
import { bytesFromReadable, readableFromBytes } from '@weir/domain/names/readable-name';
import { placeOf, type MoveAim } from './move-view.ts';

/** The change to plan, or what is missing for it. */
export function createInputOf(
  connection: string,
  stream: string,
  typed: string,
  aim: MoveAim,
): InputOf<'create-group'> | string {
  if (typed === '') return 'Give the group a name.';
  const bytes = bytesFromReadable(typed);
  if (bytes === undefined) return 'In a name a backslash is written twice, and other bytes as \\x and two hex digits.';
  const start = placeOf(aim);
  if (start === null) return 'Choose where it begins to read.';
  return { kind: 'create-group', connection, stream, group: readableFromBytes(bytes), start };
}

/** How a consumer of the new group begins. */
export function readingCode(stream: string, group: string): readonly string[] {
  return [
    '# to read from it',
    `XREADGROUP GROUP ${cliName(group)} consumer-1 COUNT 10 BLOCK 5000 STREAMS ${cliName(stream)} >`,
  ];
}
