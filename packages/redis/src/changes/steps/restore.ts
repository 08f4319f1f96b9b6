import type { RestoreCall } from '@weir/domain/actions/entry-calls';
import { nameBytes } from '../../pages/reader.ts';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { ID_LUA } from './id-lua.ts';
import { TARGET_LUA } from './target-lua.ts';

/*
 * ARGV[5] '1' = the stream may be created, [6] '1' = the entries keep their ids, [7] '1' = the archive has more behind this
 * call, [8] a field that takes the old id or '', [9] '1' = there is such a field, [10] of each entry its id and how many
 * words it has, -1 = left out as too large; from [11] on the words.
 */
const ACT = `${ID_LUA}${TARGET_LUA}
local keeps, at = ARGV[6] == '1', 11
for id, words in string.gmatch(ARGV[10], '(%S+) (%-?%d+)') do
  words = tonumber(words)
  result.looked, result.reached = result.looked + 1, id
  if words < 0 then skip(id, 'l')
  else
    if keeps and top and not less(top, id) then refuse('WEIR-IDTOOLOW') end
    local add = {'XADD', key, keeps and id or '*', unpack(ARGV, at, at + words - 1)}
    if ARGV[9] == '1' then add[#add + 1], add[#add + 2] = ARGV[8], id end
    top = change(unpack(add))
    at = at + words
    result.done = result.done + 1
  end
end
result.more = ARGV[7] == '1' or not last
`;

// As many values as a script can hand to a command at once, with some room.
const MOST_WORDS = 7_000;
const STEP_BYTES = 256 * 1024;

type Entries = NonNullable<RestoreCall['archived']>;

export const restore: Stepper<RestoreCall> = {
  script: stepScript(ACT),
  mostEntries: 500,
  length: ({ archived = [] }) => archived.length,
  keys: ({ stream }) => [nameArgument(stream)],
  fitting({ archived = [] }, from, size) {
    let bytes = 0;
    for (let at = from; at < from + size; at += 1) {
      bytes += (archived[at]?.words ?? []).reduce((sum, word) => sum + word.length + 16, 0);
      if (bytes > STEP_BYTES) return Math.max(1, at - from);
    }
    return size;
  },
  args({ archived = [], create, as, more, originField }, from, size) {
    const some: Entries = archived.slice(from, from + size);
    const fit = some.filter(({ words }) => words.length > 0 && words.length <= MOST_WORDS);
    const heads = some.map((entry) => `${entry.id} ${fit.includes(entry) ? entry.words.length : -1}`);
    return [
      create ? '1' : '0',
      as === 'keep' ? '1' : '0',
      more === true ? '1' : '0',
      originField === null ? '' : nameBytes(originField),
      originField === null ? '0' : '1',
      heads.join('\n'),
      ...fit.flatMap(({ words }) => words.map((word) => Buffer.from(word))),
    ];
  },
};
