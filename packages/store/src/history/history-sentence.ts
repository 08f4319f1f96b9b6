import type { Trouble } from '../file/store-trouble.ts';
import type { PutAside } from './open-history-file.ts';

/** For the operator: why nothing is recorded, what follows from that, and what to do. */
export function historySentence(trouble: Trouble, folder: string): string {
  return `${what(trouble, folder)} Until then nothing is recorded: charts will show a gap; what is shown of now is not touched by it.`;
}

function what(trouble: Trouble, folder: string): string {
  const file = `${folder}/history.db`;
  switch (trouble.kind) {
    case 'owned':
      return `Another Weir records in the data folder ${folder}: stop it, or give this one a folder of its own.`;
    case 'locked':
      return `Another program holds ${file}: end it; recording goes on by itself.`;
    case 'full':
      return `There is no space left for ${file}: make room on that disk, or keep less with WEIR_HISTORY_MAX_MB; recording goes on by itself.`;
    case 'forbidden':
      return `Weir may not write ${file}: let it own that folder and the files in it; recording goes on by itself.`;
    case 'newer':
      return `${file} was written by a newer Weir (its version ${trouble.version}): run that one, or move the file away.`;
    case 'damaged':
      return `${file} is damaged and could not be put aside: move it away; recording goes on by itself.`;
    case 'replaced':
      return `${file} was replaced or removed while Weir ran: recording begins anew.`;
    case 'stopped':
      return 'The part of Weir that records history has stopped and is being started again.';
    default:
      return `The disk with ${file} answers with errors or not at all: look at the disk; recording goes on by itself.`;
  }
}

export function putAsideSentence({ name, because }: PutAside): string {
  return because === 'damaged'
    ? `The recorded history was damaged; it was put aside as ${name}, and a new one was begun.`
    : `The recorded history was written by an earlier Weir, in a form this one does not read; it was put aside as ${name}, and a new one was begun. The file can be removed.`;
}
