import type { Emptied } from '@weir/domain/actions/call';
import type { Writer } from '../writer/writer.ts';

/*
 * Only behind its time by Redis' own clock, and only what is a stream: whoever brought it back, or deleted it, was first.
 * UNLINK takes it out of the keyspace at once; its memory is given back aside, however large it is.
 */
const EMPTY_LUA = `
if redis.replicate_commands then redis.replicate_commands() end
if redis.call('TYPE', KEYS[1]).ok ~= 'stream' then return 'gone' end
local due = redis.call('HGET', KEYS[2], 'until')
local now = redis.call('TIME')
if not due or now[1] * 1000 + math.floor(now[2] / 1000) < tonumber(due) then return 'early' end
redis.call('UNLINK', KEYS[1], KEYS[2])
return 'removed'
`;

/** Removes a deleted stream for good, once its time in the trash is over. */
export async function emptyTrash(writer: Writer, trash: string): Promise<Emptied> {
  const written = await writer.write(['EVAL', EMPTY_LUA, '2', trash, `${trash}:about`]);
  if (written.outcome !== 'done') return 'not-now';
  const said = Buffer.isBuffer(written.reply) ? written.reply.toString('latin1') : '';
  return said === 'removed' || said === 'gone' || said === 'early' ? said : 'not-now';
}
