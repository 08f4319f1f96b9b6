import type { Writer, Written } from '../writer/writer.ts';

/** A number no call has: a step that is still on its way finds the mark further on, and changes nothing. */
const BEYOND = '9007199254740991';
// A step cannot be on its way for longer: by then every connection it could have been sent on is gone.
const KEPT_SECONDS = 86_400;

/*
 * HDEL first, as in the steps: behind it the script may write although memory is used up. Where there was no mark, one is
 * made: the very first step may be what is still on its way. A copy's announced step is over with it.
 */
const CLOSE_LUA = `
if redis.replicate_commands then redis.replicate_commands() end
if redis.call('HEXISTS', KEYS[1], 'was') == 1 then return 'OK' end
redis.call('HDEL', KEYS[1], '', 'open')
local call = redis.call('HGET', KEYS[1], 'call')
redis.call('HSET', KEYS[1], 'was', call or '0', 'call', ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 'OK'
`;

/** Closes a job's mark for good. What it says of the job's calls stays readable until it expires by itself. */
export function closeMark(writer: Writer, key: string): Promise<Written> {
  return writer.write(['EVAL', CLOSE_LUA, '1', key, BEYOND, String(KEPT_SECONDS)]);
}
