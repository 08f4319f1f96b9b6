import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { changedBy, deliver, GO, resultOf, stagger, type RaceCourse } from './race-course.ts';

const SIZES = [5, 30, 150];

/** What somebody else did to one entry, and whether Redis says that it took effect. */
interface Rival {
  readonly id: string;
  readonly deed: 'ack' | 'take' | 'deliver-again' | 'delete';
  readonly took: boolean;
}

/**
 * A claim or an acknowledgement against consumers that acknowledge, read again or take over, entries that are deleted,
 * and sometimes a second operator with the same plan. Gives what is wrong afterwards.
 */
export async function racePending(course: RaceCourse, number: number, random: () => number): Promise<string[]> {
  const stream = `pending:${number}`;
  const kind = random() < 0.5 ? 'claim' : 'acknowledge';
  const entries = await deliver(course, stream, SIZES[Math.floor(random() * SIZES.length)] ?? 5);
  const twice = random() < 0.3;
  const [first, second, rivals] = await Promise.all([
    operate(course, { kind, stream, entries, number, consumer: 'one', random }),
    twice ? operate(course, { kind, stream, entries, number, consumer: 'two', random }) : new Set<string>(),
    rival(course, stream, entries, random),
  ]);
  const pending = await course.acting.pending(stream, 'g');
  const wrong: string[] = [];
  const say = (id: string, what: string): void => void wrong.push(`${kind} ${stream} ${id}: ${what}`);
  for (const { id } of entries) {
    const by = Number(first.has(id)) + Number(second.has(id));
    const owner = pending[id]?.[0];
    const rivalDeed = rivals.find((each) => each.id === id);
    const deed = rivalDeed?.took === true ? rivalDeed.deed : undefined;
    if (by > 1) say(id, 'both operators say that they changed it');
    if (kind === 'acknowledge') {
      if (by === 1 && owner !== undefined) say(id, 'acknowledged and still pending');
      if (by === 1 && deed !== undefined && deed !== 'delete') say(id, `acknowledged although ${deed} came first`);
      if (by === 0 && owner === undefined && deed !== 'ack') say(id, 'gone from the list and nobody says so');
      continue;
    }
    if (deed === 'ack' && owner !== undefined) say(id, 'brought back after it was acknowledged');
    if (deed === 'take' && owner !== 'rival') say(id, `taken from who took it, by ${owner}`);
    if (deed === 'deliver-again' && !/^c\d$/.test(owner ?? ''))
      say(id, `taken after it was delivered again, by ${owner}`);
    if (deed !== 'ack' && owner === undefined) say(id, 'dropped from the list');
    const winner = first.has(id) ? 'one' : second.has(id) ? 'two' : undefined;
    if (deed === undefined && winner !== undefined && owner !== winner)
      say(id, `said to be with ${winner}, is with ${owner}`);
    if (deed === undefined && winner === undefined) say(id, 'left although nothing happened to it');
  }
  await course.others.unlink(stream);
  return wrong;
}

async function operate(
  { acting, second }: RaceCourse,
  race: {
    readonly kind: 'claim' | 'acknowledge';
    readonly stream: string;
    readonly entries: readonly SeenEntry[];
    readonly number: number;
    readonly consumer: string;
    readonly random: () => number;
  },
): Promise<ReadonlySet<string>> {
  const { kind, stream, entries, number, consumer } = race;
  const changer = consumer === 'one' ? acting.changer : second;
  const job = `race-${number}-${consumer}`;
  const head = { job, number: 1, stream, group: 'g', entries };
  await stagger(race.random());
  const call =
    kind === 'claim' ? ({ ...head, kind, consumer, deliveries: 'keep' } as const) : ({ ...head, kind } as const);
  const result = resultOf(await changer.run(call, GO));
  await changer.close(job, stream);
  const changed = changedBy(entries, result);
  if (changed.size !== result.done) throw new Error(`${changed.size} changed, ${result.done} said`);
  return changed;
}

/** One deed on each of some entries, in one go or one after the other. */
async function rival(
  { others }: RaceCourse,
  stream: string,
  entries: readonly SeenEntry[],
  random: () => number,
): Promise<Rival[]> {
  const chosen = entries.filter(() => random() < 0.4);
  const deeds: Promise<Rival>[] = [];
  for (const { id, consumer } of chosen) {
    if (random() < 0.2) await stagger(random());
    const chance = random();
    const args = [stream, 'g'] as const;
    if (chance < 0.3) deeds.push(others.xack(...args, id).then((count) => ({ id, deed: 'ack', took: count === 1 })));
    else if (chance < 0.6) {
      // JUSTID leaves the count alone: only the owner tells.
      const taken = others.xclaim(...args, 'rival', 0, id, 'JUSTID');
      deeds.push(taken.then((ids) => ({ id, deed: 'take', took: ids.length === 1 })));
    } else if (chance < 0.9) {
      const again = others.xclaim(...args, consumer, 0, id);
      deeds.push(again.then((rows) => ({ id, deed: 'deliver-again', took: rows.length === 1 })));
    } else deeds.push(others.xdel(stream, id).then((count) => ({ id, deed: 'delete', took: count === 1 })));
  }
  return Promise.all(deeds);
}
