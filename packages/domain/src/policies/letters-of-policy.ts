import type { InputOf } from '../actions/action-input.ts';
import type { StreamFacts } from '../actions/look.ts';
import { parseEntryId } from '../entries/entry-id.ts';
import { timeInId } from '../entries/id-time.ts';
import { formatDuration } from '../metrics/format-figures.ts';
import type { LetterSettings } from './policy.ts';

type Stream = Pick<StreamFacts, 'stream' | 'at' | 'firstId' | 'lastGeneratedId'>;

/** What one run asks of the dead-letter action, of one group; a sentence where nothing tells how old entries are. */
export function lettersOfPolicy(
  settings: LetterSettings,
  { stream, at, firstId, lastGeneratedId }: Stream,
  group: string,
  reason: string,
): InputOf<'dead-letter'> | string {
  const { connection, deliveries, olderThanMs, to, atMost } = settings;
  const times = [firstId ?? lastGeneratedId, lastGeneratedId].every((id) => timeInId(id, at).known);
  const until = parseEntryId(`${Math.max(0, at - olderThanMs)}-18446744073709551615`);
  if (!times || until === undefined) {
    return 'The ids of this stream are not times, so nothing tells how old its entries are.';
  }
  return {
    kind: 'dead-letter',
    connection,
    stream,
    group,
    selection: { matching: { minDeliveries: deliveries, to: until, limit: atMost } },
    reason: reason === '' ? `${deliveries} deliveries or more, and older than ${formatDuration(olderThanMs)}` : reason,
    ...(to === null ? {} : { to: { stream: to, create: true } }),
  };
}
