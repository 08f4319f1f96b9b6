import type { AcknowledgeCall } from '@weir/domain/actions/call';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { seenArguments } from './seen-arguments.ts';
import { SEEN_LUA } from './seen-lua.ts';

const ACT = `${SEEN_LUA}
if #keep > 0 then result.done = change('XACK', key, group, unpack(keep)) end
`;

export const acknowledge: Stepper<AcknowledgeCall> = {
  script: stepScript(ACT),
  mostEntries: 1_000,
  length: ({ entries }) => entries.length,
  keys: ({ stream }) => [nameArgument(stream)],
  args: ({ group, entries }, from, size) => [...seenArguments(group, entries, from, size), ''],
};
