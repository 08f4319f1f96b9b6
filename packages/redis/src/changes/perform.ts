import type { CallKind, CallOf } from '@weir/domain/actions/call';
import { inSteps } from './run-steps.ts';
import type { Perform } from './step.ts';
import { acknowledge } from './steps/acknowledge.ts';
import { addEntry } from './steps/add-entry.ts';
import { archive } from './steps/archive.ts';
import { claim } from './steps/claim.ts';
import { copy } from './steps/copy.ts';
import { createConsumer } from './steps/create-consumer.ts';
import { createGroup } from './steps/create-group.ts';
import { deadLetter } from './steps/dead-letter.ts';
import { deleteEntries } from './steps/delete-entries.ts';
import { deleteStream } from './steps/delete-stream.ts';
import { destroyGroup } from './steps/destroy-group.ts';
import { dropUnusedGroup } from './steps/drop-unused-group.ts';
import { giveBack } from './steps/give-back.ts';
import { movePosition } from './steps/move-position.ts';
import { putBack } from './steps/put-back.ts';
import { rebuildGroup } from './steps/rebuild-group.ts';
import { redrive } from './steps/redrive.ts';
import { resendEntry } from './steps/resend-entry.ts';
import { removeConsumer } from './steps/remove-consumer.ts';
import { restore } from './steps/restore.ts';
import { restoreStream } from './steps/restore-stream.ts';
import { trim } from './steps/trim.ts';

/** How each kind of call is carried out. */
export type PerformTable = { readonly [K in CallKind]: Perform<CallOf<K>> };

export const PERFORM: PerformTable = {
  claim: inSteps(claim),
  acknowledge: inSteps(acknowledge),
  archive: inSteps(archive),
  'dead-letter': deadLetter,
  redrive,
  'resend-entry': inSteps(resendEntry),
  trim: inSteps(trim),
  copy,
  'create-consumer': inSteps(createConsumer),
  'add-entry': inSteps(addEntry),
  'delete-entries': inSteps(deleteEntries),
  restore: inSteps(restore),
  'create-group': inSteps(createGroup),
  'delete-stream': inSteps(deleteStream),
  'destroy-group': inSteps(destroyGroup),
  'move-position': inSteps(movePosition),
  'give-back': inSteps(giveBack),
  'put-back': inSteps(putBack),
  'remove-consumer': inSteps(removeConsumer),
  'restore-stream': inSteps(restoreStream),
  'rebuild-group': inSteps(rebuildGroup),
  'drop-unused-group': inSteps(dropUnusedGroup),
};
