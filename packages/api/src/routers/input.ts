import { type EntryId, parseEntryId } from '@weir/domain/entries/entry-id';
import { z } from 'zod';

// A name is at most what a request can carry; Redis itself allows 512 MB.
const name = z.string().max(1_000_000);

export const connectionInput = z.strictObject({ connection: z.string().max(200) });
export const streamInput = connectionInput.extend({ stream: name });
export const groupInput = streamInput.extend({ group: name });

/** Lists answered from memory. */
export const listing = {
  limit: z.int().min(1).max(20_000).default(1_000),
  cursor: z.string().max(2_000_000).nullish(),
};

/** Lists read from Redis: a page is at most 500 rows. */
export const page = {
  limit: z.int().min(1).max(500).default(100),
  cursor: z.string().max(64).nullish(),
};

export const optionalName = name.optional();

/** A canonical id; anything Redis would have to complete is refused here. */
export const entryId = z
  .string()
  .max(41)
  .refine((text) => parseEntryId(text) !== undefined)
  // Sound: the refinement before it lets canonical ids through only.
  .transform((text) => text as EntryId);

export const milliseconds = z.number().min(0).max(Number.MAX_SAFE_INTEGER);
