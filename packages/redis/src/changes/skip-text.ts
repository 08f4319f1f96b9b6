import type { SkipReason, Skipped } from '@weir/domain/actions/call';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { readableFromBytes } from '@weir/domain/names/readable-name';

const REASONS: Readonly<Record<string, SkipReason>> = {
  n: 'not-pending',
  o: 'other-owner',
  d: 'delivered-again',
  p: 'payload-gone',
  g: 'gone',
  l: 'too-large',
  u: 'unsure',
  a: 'pending-again',
  b: 'not-passed',
};

/**
 * What a script says of the entries it left as they are: "id reason name" one behind the other, where name is
 * nothing, "=length bytes" for a name met first, or "#index" for one met before.
 */
export const SKIP_LUA = `
local names, named, skips = {}, 0, {}
local function skip(id, reason, name)
  local last = ''
  if name then
    if names[name] then last = '#' .. names[name]
    else last = '=' .. #name .. ' ' .. name names[name] = named named = named + 1 end
  end
  skips[#skips + 1] = id .. ' ' .. reason .. ' ' .. last .. '\\n'
end
`;

export function skipsFrom(text: Buffer): readonly Skipped[] {
  const skipped: Skipped[] = [];
  const names: string[] = [];
  let at = 0;
  const until = (end: string): string => {
    const to = text.indexOf(end, at);
    const word = text.toString('latin1', at, to);
    at = to + 1;
    return word;
  };
  while (at < text.length) {
    // Redis writes ids canonically.
    const id = until(' ') as EntryId;
    const reason = REASONS[until(' ')] ?? 'unsure';
    const kind = text[at];
    if (kind === 0x3d) {
      at += 1;
      const length = Number(until(' '));
      names.push(readableFromBytes(text.subarray(at, at + length)));
      at += length + 1;
      skipped.push({ id, reason, consumer: names.at(-1) ?? '' });
    } else if (kind === 0x23) {
      at += 1;
      skipped.push({ id, reason, consumer: names[Number(until('\n'))] ?? '' });
    } else {
      until('\n');
      skipped.push({ id, reason });
    }
  }
  return skipped;
}
