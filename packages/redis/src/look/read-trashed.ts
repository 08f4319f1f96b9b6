import type { Trashed } from '@weir/domain/actions/trash';
import type { Command } from '../commands/ask.ts';
import type { Reader } from '../pages/reader.ts';
import type { Reply } from '../replies/reply.ts';
import { askTogether, orThrow } from './ask-one.ts';

/** What lies at a place in the trash; null = nothing (any more). Three small reads, whatever the size of the stream. */
export async function readTrashed(read: Reader, trash: string): Promise<Trashed | null> {
  const about: Command = ['HMGET', `${trash}:about`, 'at', 'until', 'groups'];
  const [type, length, fields] = await askTogether(read, [['TYPE', trash], ['XLEN', trash], about]);
  const kind = orThrow(type, ['TYPE']);
  if ((Buffer.isBuffer(kind) ? kind.toString('latin1') : kind) !== 'stream') return null;
  const found = orThrow(fields, about);
  // Replies hold replies.
  const [deletedAt, until, groups] = (Array.isArray(found) ? (found as readonly Reply[]) : []).map(numberIn);
  const entries = orThrow(length, ['XLEN', trash]);
  if (deletedAt === undefined || until === undefined || typeof entries !== 'number') return null;
  return { deletedAt, until, length: entries, groups: groups ?? 0 };
}

function numberIn(reply: Reply): number | undefined {
  return Buffer.isBuffer(reply) ? Number(reply.toString('latin1')) : undefined;
}
