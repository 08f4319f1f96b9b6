import type { ConsumerFacts, Look } from '@weir/domain/actions/look';
import { known, unknown, type Known } from '@weir/domain/known/known';
import { failureFromReply } from '../errors/failure.ts';
import { slotOf } from '../changes/slots.ts';
import { trashKey } from '../changes/trash-key.ts';
import type { Link } from '../links/link.ts';
import { nameBytes, type Reader } from '../pages/reader.ts';
import { ReplyError } from '../replies/reply.ts';
import { readXinfoConsumers } from '../replies/xinfo-consumers.ts';
import { readXinfoGroups } from '../replies/xinfo-groups.ts';
import { askTogether, timeFrom } from './ask-one.ts';
import { countBack, countEntries } from './count.ts';
import { copyRoadOf } from '../changes/steps/copy-wire.ts';
import { findDenied } from './denied.ts';
import { findEntries } from './find.ts';
import { findMissing } from './missing-payloads.ts';
import { readRange } from './read-range.ts';
import { readPendingPage } from './pending-page.ts';
import { readTrashed } from './read-trashed.ts';
import { cursorOn, readStreamFacts } from './stream-facts.ts';
import { surveyEntries } from './survey.ts';

// XINFO CONSUMERS has no pages: 420 ms for a million.
const MOST_CONSUMERS = 10_000;
// Of a server that is not connected the worst is taken to be so.
const UNKNOWN = { lagMayOverstate: true, earlierTimesCost: true };

/** Looks at Redis for plans and checks, over `link` and through `read`, which is the only one to send on it. */
export function createLook(link: Link, read: Reader): Look {
  const road = copyRoadOf(link);
  return {
    async now() {
      const [time] = await askTogether(read, [['TIME']]);
      return timeFrom(time);
    },
    stream: (stream) => readStreamFacts(read, stream, link.session?.capabilities ?? UNKNOWN),
    consumers: (stream, group) => readConsumers(read, stream, group),
    pending: (stream, group, page) => readPendingPage(read, stream, group, page),
    missing: (stream, facts, ids) => findMissing(read, stream, facts, ids),
    count: (stream, range, walk) => countEntries(read, stream, range, walk),
    countBack: (stream, range, walk) => countBack(read, stream, range, walk),
    survey: (stream, range, filter, walk) => surveyEntries(read, stream, range, filter, walk),
    entries: (stream, range) => readRange(read, stream, range),
    find: (stream, range, filter, walk, found) => road.use(() => findEntries(road, stream, range, filter, walk, found)),
    trashed: (job, stream) =>
      readTrashed(
        read,
        trashKey(job, nameBytes(stream), link.session?.identity.mode === 'cluster' ? 'cluster' : 'one'),
      ),
    denied: (commands, keys) => findDenied(read, commands, keys),
    sameSlot: (a, b) => link.session?.identity.mode !== 'cluster' || slotOf(nameBytes(a)) === slotOf(nameBytes(b)),
  };
}

async function readConsumers(read: Reader, stream: string, group: string): Promise<Known<readonly ConsumerFacts[]>> {
  const key = nameBytes(stream);
  const [list] = await askTogether(read, [['XINFO', 'GROUPS', key]]);
  const groups = readXinfoGroups(cursorOn(list));
  if (groups instanceof ReplyError) throw failureFromReply(groups, ['XINFO', 'GROUPS']);
  const count = groups.find((each) => each.group === group)?.consumers ?? 0;
  if (count > MOST_CONSUMERS) return unknown('more than 10,000 consumers are not read');
  const [time, reply] = await askTogether(read, [['TIME'], ['XINFO', 'CONSUMERS', key, nameBytes(group)]]);
  const consumers = readXinfoConsumers(cursorOn(reply));
  if (consumers instanceof ReplyError) throw failureFromReply(consumers, ['XINFO', 'CONSUMERS']);
  const at = timeFrom(time);
  return known(consumers.map(({ consumer, pending, idleMs }) => ({ consumer, pending, lastCallAt: at - idleMs })));
}
