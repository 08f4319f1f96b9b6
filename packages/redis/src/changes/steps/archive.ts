import type { ArchiveCall } from '@weir/domain/actions/entry-calls';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { ID_LUA } from './id-lua.ts';
import { SAME_STREAM_LUA, seenText } from './same-stream-lua.ts';

/*
 * Changes nothing but the mark. What the stream is goes into it, so that a stream that was deleted and made anew behind
 * the archive is noticed before anything is removed. ARGV[5] entries looked at, [6] bytes, [7] last id, [8] '1' = more,
 * [9] the stream as the plan saw it.
 */
const ACT = `${ID_LUA}local seen_text = ARGV[9]
${SAME_STREAM_LUA}
result.looked, result.bytes, result.reached = tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7]
result.more, result.complete = ARGV[8] == '1', true
`;

export const archive: Stepper<ArchiveCall> = {
  script: stepScript(ACT),
  mostEntries: 1,
  length: () => 1,
  keys: ({ stream }) => [nameArgument(stream)],
  args: ({ kept, seen }) => [
    String(kept?.looked ?? 0),
    String(kept?.bytes ?? 0),
    kept?.lastId ?? '',
    kept?.ends === false ? '1' : '0',
    seenText(seen),
  ],
};
