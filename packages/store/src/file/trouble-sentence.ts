import type { Trouble } from './store-trouble.ts';

/** For the operator: what is wrong with the store, that nothing is changed meanwhile, and what to do. */
export function troubleSentence(trouble: Trouble, folder: string): string {
  return `${what(trouble, folder)} Until then nothing is changed in Redis, because it could not be recorded.`;
}

function what(trouble: Trouble, folder: string): string {
  switch (trouble.kind) {
    case 'owned':
      return `Another Weir works with the data folder ${folder}: stop it, or give this one a folder of its own.`;
    case 'locked':
      return `Another program holds ${folder}/weir.db: end it; Weir goes on by itself.`;
    case 'full':
      return `There is no space left for ${folder}/weir.db: make room on that disk; Weir goes on by itself.`;
    case 'forbidden':
      return `Weir may not write ${folder}/weir.db: let it own that folder and the files in it; it goes on by itself.`;
    case 'damaged':
      return `${folder}/weir.db is damaged: stop Weir, keep that file, and put back a copy of it or start without one.`;
    case 'replaced':
      return `${folder}/weir.db was replaced or removed while Weir ran: Weir looks at the file that is there now.`;
    case 'disk':
      return `The disk with ${folder}/weir.db answers with errors: look at the disk; Weir goes on by itself.`;
    case 'slow':
      return `The disk with ${folder}/weir.db does not answer: look at the disk; Weir goes on by itself.`;
    case 'stopped':
      return 'The part of Weir that writes to disk has stopped and is being started again.';
    case 'newer':
      return `${folder}/weir.db was written by a newer Weir (its version ${trouble.version}): run that one, or give this one a folder of its own.`;
    case 'checking':
      return `${folder}/weir.db (${Math.round(trouble.bytes / 1_048_576)} MiB) is being checked after the start: wait for that to end.`;
  }
  return `The audit log in ${folder} ends at record ${trouble.found}, but ${trouble.written} were written: put back the newest copy of weir.db, or move audit-anchor.json away to go on with what is there.`;
}
