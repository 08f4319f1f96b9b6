import { openHistory } from '../open-history.ts';
import { groupName, KEEP, NOON, tickOf } from './history-rig.ts';

// Records poll after poll until it is killed, and says of each that is kept how many there are.
const history = openHistory(process.argv[2] ?? '', { now: Date.now, keep: KEEP });
const name = groupName('billing');
// Twenty seconds a poll, so that hours are put away on the way.
for (let poll = 0; ; poll += 1) {
  const figures = { unread: poll, pending: 1, consumers: 1 };
  const isFirst = poll === 0;
  const fresh = isFirst ? [{ key: 1, ...name }] : [];
  const tick = tickOf(NOON + poll * 20_000, [[1, name, figures]], { isWhole: isFirst, fresh, intervalMs: 20_000 });
  try {
    await history.note(tick);
  } catch (fault) {
    // Before the file is open nothing is kept: the first poll is offered again.
    if (!isFirst) throw fault;
    poll -= 1;
    await new Promise((resolve) => setTimeout(resolve, 10));
    continue;
  }
  // Goes on once it is said: what a stream still holds would be killed with it.
  await new Promise((resolve) => process.stdout.write(`${poll + 1}\n`, resolve));
}
