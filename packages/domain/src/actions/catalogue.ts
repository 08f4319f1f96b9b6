import { acknowledge } from './acknowledge.ts';
import type { ActionDefinition } from './action-definition.ts';
import type { ActionKind } from './action-kind.ts';
import { addEntry } from './add-entry.ts';
import { claim } from './claim.ts';
import { createConsumer } from './create-consumer.ts';
import { createGroup } from './create-group.ts';
import { deadLetter } from './dead-letter.ts';
import { deleteEntries } from './delete-entries.ts';
import { deleteStream } from './delete-stream.ts';
import { destroyGroup } from './destroy-group.ts';
import { moveGroup } from './move-group.ts';
import { redrive } from './redrive.ts';
import { removeConsumer } from './remove-consumer.ts';
import { replay } from './replay.ts';
import { resendEntry } from './resend-entry.ts';
import { restore } from './restore.ts';
import { trim } from './trim.ts';
import { undoAction } from '../undo/undo-action.ts';
import { undoOffer } from '../undo/undo-offer.ts';

// Asked for when an undo is planned: by then the whole catalogue is there.
const undo = undoAction({
  ruleOf: (kind) => ACTIONS[kind].undo,
  offerOf: (job, undoneBy) => undoOffer(ACTIONS[job.kind], job, undoneBy),
});

/** Every change Weir can make. A new kind is not complete until it has its row here; the compiler asks for it. */
export const ACTIONS: { readonly [K in ActionKind]: ActionDefinition<K> } = {
  acknowledge,
  'add-entry': addEntry,
  claim,
  'create-consumer': createConsumer,
  'create-group': createGroup,
  'dead-letter': deadLetter,
  'delete-entries': deleteEntries,
  'delete-stream': deleteStream,
  'destroy-group': destroyGroup,
  'move-group': moveGroup,
  redrive,
  'remove-consumer': removeConsumer,
  replay,
  'resend-entry': resendEntry,
  restore,
  trim,
  undo,
};
