import type { RestoreStreamCall } from '@weir/domain/actions/group-call';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';

/* KEYS[3] the place in the trash, KEYS[4] what is known of it. The stream gets its name back, and the end it was to have. */
const ACT = `
local trash, about = KEYS[3], KEYS[4]
if redis.call('TYPE', trash).ok ~= 'stream' then refuse('WEIR-NOTINTRASH') end
if redis.call('EXISTS', key) == 1 then refuse('WEIR-NAMETAKEN') end
local expires = redis.call('HGET', about, 'expires')
change('RENAMENX', trash, key)
if expires and expires ~= '' then change('PEXPIREAT', key, expires) else change('PERSIST', key) end
change('DEL', about)
result.done, result.looked, result.complete = 1, 1, true
`;

export const restoreStream: Stepper<RestoreStreamCall> = {
  script: stepScript(ACT),
  mostEntries: 1,
  length: () => 1,
  keys({ deletion, stream }, bench) {
    const trash = bench.trashKey(deletion, stream);
    return [nameArgument(stream), trash, `${trash}:about`];
  },
  args: () => [],
};
