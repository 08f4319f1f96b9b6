import { z } from 'zod';
import { type EntryId, parseEntryId } from '../entries/entry-id.ts';

// A name is at most what a request can carry; Redis itself allows 512 MB.
const name = z.string().max(1_000_000);
const nonEmptyName = name.min(1);

const entryId = z
  .string()
  .max(41)
  .refine((text) => parseEntryId(text) !== undefined)
  // Sound: the refinement before it lets canonical ids through only.
  .transform((text) => text as EntryId);

const durationMs = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Which pending entries: some by id, or all that match when the plan is made. */
export const selectionInput = z.union([
  z.strictObject({ ids: z.array(entryId).min(1).max(1_000) }),
  z.strictObject({
    matching: z.strictObject({
      consumer: name.optional(),
      minIdleMs: durationMs.optional(),
      maxIdleMs: durationMs.optional(),
      minDeliveries: z.int().min(0).optional(),
      from: entryId.optional(),
      to: entryId.optional(),
      limit: z.int().min(1).max(5_000_000).optional(),
    }),
  }),
]);
export type Selection = z.infer<typeof selectionInput>;

const onStream = { connection: z.string().max(200), stream: nonEmptyName };
const onGroup = { ...onStream, group: name };

const condition = z.union([
  z.strictObject({ field: name, is: name }),
  z.strictObject({ field: name, contains: nonEmptyName }),
  z.strictObject({ field: name, exists: z.boolean() }),
]);
export const filterInput = z.strictObject({ conditions: z.array(condition).min(1).max(8) });

export const claimInput = z.strictObject({
  kind: z.literal('claim'),
  ...onGroup,
  selection: selectionInput,
  /** spread: evenly over these consumers, or over all live ones when none are named. */
  to: z.union([
    z.strictObject({ consumer: nonEmptyName }),
    z.strictObject({ spread: z.array(nonEmptyName).max(1_000) }),
  ]),
  deliveries: z.enum(['keep', 'add-one']).default('keep'),
  watch: z.boolean().default(true),
});

export const acknowledgeInput = z.strictObject({
  kind: z.literal('acknowledge'),
  ...onGroup,
  selection: selectionInput,
  /** Entries whose payload is gone: left out unless asked for, and then only they. */
  payload: z.enum(['present', 'gone']).default('present'),
});

const movedTo = z.strictObject({ stream: nonEmptyName, create: z.boolean().default(false) });

export const deadLetterInput = z.strictObject({
  kind: z.literal('dead-letter'),
  ...onGroup,
  selection: selectionInput,
  /** Absent = the stream's own dead-letter stream, which is created when it is not there. */
  to: movedTo.optional(),
  /** What is written beside each entry; absent = the reason given when the plan is applied. */
  reason: name.max(2_000).optional(),
});

/** Which dead letters: some by id, or all that match when the plan is made. */
export const letterSelectionInput = z.union([
  z.strictObject({ ids: z.array(entryId).min(1).max(1_000) }),
  z.strictObject({
    matching: z.strictObject({
      /** Only those from this stream, of this group, with this error. */
      origin: name.optional(),
      group: name.optional(),
      error: name.optional(),
      from: entryId.optional(),
      to: entryId.optional(),
      limit: z.int().min(1).max(200_000).optional(),
    }),
  }),
]);
export type LetterSelection = z.infer<typeof letterSelectionInput>;

export const redriveInput = z.strictObject({
  kind: z.literal('redrive'),
  ...onStream,
  selection: letterSelectionInput,
  /** Absent = each to the stream it came from. */
  to: movedTo.optional(),
  /** Entries per second; absent = 500. */
  ratePerSecond: z.int().min(1).max(1_000_000).default(500),
});

/** A field of a new entry: written out, or taken over from the entry it is made of. */
export type NewField = readonly [name: string, value: string] | { readonly keep: number };

export const resendEntryInput = z.strictObject({
  kind: z.literal('resend-entry'),
  ...onStream,
  entry: entryId,
  /** In order: name and value in readable form, or a field of the entry as it is (its place, from 0), whole. */
  fields: z
    .array(z.union([z.tuple([name, name]), z.strictObject({ keep: z.int().min(0) })]))
    .min(1)
    .max(3_000),
  /** Absent = the stream a dead letter came from, else the stream itself. */
  to: movedTo.optional(),
  /** Adds two fields that say which entry this one was made of. */
  lineage: z.boolean().default(true),
  /** Takes the entry out of `stream` in the same step. */
  remove: z.boolean().default(false),
  /** The same entry was sent again before, and that is meant. */
  again: z.boolean().default(false),
});

export const trimInput = z.strictObject({
  kind: z.literal('trim'),
  ...onStream,
  rule: z.union([
    z.strictObject({ keep: z.literal('newest'), entries: z.int().min(0).max(Number.MAX_SAFE_INTEGER) }),
    z.strictObject({ keep: z.literal('younger'), thanMs: durationMs.min(1) }),
    z.strictObject({ keep: z.literal('from'), id: entryId }),
    z.strictObject({ keep: z.literal('bytes'), bytes: z.int().min(1).max(Number.MAX_SAFE_INTEGER) }),
    z.strictObject({ keep: z.literal('needed') }),
  ]),
  guard: z.boolean().default(true),
  /** Groups in whose name nobody called for so long are not waited for. */
  ignoreUnseenMs: durationMs.min(60_000).optional(),
  /** about = whole nodes of the stream only, which is far cheaper; up to a node more stays. */
  precision: z.enum(['exactly', 'about']).default('exactly'),
  /** At most so many entries go, whatever the rule says. */
  atMost: z.int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  /** Only what was written to an archive first, and read back, is removed. */
  archive: z.boolean().optional(),
});

/** Where a group goes on reading. */
const placeInput = z.union([
  z.strictObject({ at: z.enum(['earliest', 'latest']) }),
  /** The first entry it reads, whether or not there is one of this id. */
  z.strictObject({ from: entryId }),
  /** Redis time, epoch ms: it reads what is of that moment or later. */
  z.strictObject({ time: durationMs }),
]);
export type GroupPlace = z.infer<typeof placeInput>;

export const createConsumerInput = z.strictObject({
  kind: z.literal('create-consumer'),
  ...onGroup,
  consumer: nonEmptyName,
});

export const createGroupInput = z.strictObject({ kind: z.literal('create-group'), ...onGroup, start: placeInput });

export const deleteStreamInput = z.strictObject({ kind: z.literal('delete-stream'), ...onStream });

export const destroyGroupInput = z.strictObject({ kind: z.literal('destroy-group'), ...onGroup });

/** So many entries forward, or back when it is negative. */
const byEntries = z.int().min(-5_000_000).max(5_000_000);

export const moveGroupInput = z.strictObject({
  kind: z.literal('move-group'),
  ...onGroup,
  to: z.union([
    placeInput,
    z.strictObject({ by: byEntries.refine((count) => count !== 0) }),
    /** Where that group stands. */
    z.strictObject({ like: name }),
  ]),
});
export type MoveAim = z.infer<typeof moveGroupInput>['to'];

export const removeConsumerInput = z.strictObject({
  kind: z.literal('remove-consumer'),
  ...onGroup,
  consumers: z.array(name).min(1).max(1_000),
  /** Who gets what they hold; needed as soon as one of them holds anything. */
  to: nonEmptyName.optional(),
});

export const replayInput = z.strictObject({
  kind: z.literal('replay'),
  ...onStream,
  /** Inclusive; absent = from the first, up to the last entry there is now. */
  from: entryId.optional(),
  to: entryId.optional(),
  filter: filterInput.optional(),
  target: z.strictObject({
    stream: nonEmptyName,
    create: z.boolean().default(false),
    originField: nonEmptyName.nullable().default(null),
  }),
  /** Copies per second; absent = 500. */
  ratePerSecond: z.int().min(1).max(1_000_000).default(500),
  /** The same range was replayed to the same target before, and that is meant. */
  again: z.boolean().default(false),
});

export const addEntryInput = z.strictObject({
  kind: z.literal('add-entry'),
  ...onStream,
  create: z.boolean().default(false),
  /** Absent: Redis gives it the next one. */
  id: entryId.optional(),
  fields: z
    .array(z.tuple([name, name]))
    .min(1)
    .max(1_000),
});

export const deleteEntriesInput = z.strictObject({
  kind: z.literal('delete-entries'),
  ...onStream,
  selection: z.union([
    z.strictObject({ ids: z.array(entryId).min(1).max(1_000) }),
    z.strictObject({
      matching: z.strictObject({ filter: filterInput, from: entryId.optional(), to: entryId.optional() }),
    }),
  ]),
  /** Kept in the job's archive before anything is removed. */
  archive: z.boolean().default(true),
  /** The privacy request this is part of, for its report. What was searched for is written down nowhere in any case. */
  request: z
    .string()
    .regex(/^[0-9a-z-]{1,40}$/)
    .optional(),
});

export const restoreInput = z.strictObject({
  kind: z.literal('restore'),
  /** The stream that gets the entries. */
  ...onStream,
  archive: z.string().regex(/^[0-9a-z-]{1,80}$/),
  create: z.boolean().default(false),
  /** Of the archive; absent = all that is in it. */
  ids: z.array(entryId).min(1).max(1_000).optional(),
  /** keep = under their own ids, which must be above all the stream ever had; new = as new entries at its end. */
  as: z.enum(['keep', 'new']).default('keep'),
  /** Adds a field of this name with the old id as last field. */
  originField: nonEmptyName.nullable().default(null),
  again: z.boolean().default(false),
});

/** Takes back what a job did. The job is named by its own id or by that of its audit record. */
export const undoInput = z
  .strictObject({
    kind: z.literal('undo'),
    ...onStream,
    jobId: z.string().min(1).max(80).optional(),
    auditId: z.string().min(1).max(80).optional(),
  })
  .refine(({ jobId, auditId }) => (jobId === undefined) !== (auditId === undefined), {
    message: 'name the job or the audit record, one of the two',
  });

export const actionInput = z.discriminatedUnion('kind', [
  acknowledgeInput,
  addEntryInput,
  claimInput,
  createConsumerInput,
  createGroupInput,
  deadLetterInput,
  deleteEntriesInput,
  deleteStreamInput,
  destroyGroupInput,
  moveGroupInput,
  redriveInput,
  removeConsumerInput,
  replayInput,
  resendEntryInput,
  restoreInput,
  trimInput,
  undoInput,
]);
export type ActionInput = z.infer<typeof actionInput>;
export type InputOf<K extends ActionInput['kind']> = Extract<ActionInput, { kind: K }>;
