import type { CallOutcome, Changer } from '@weir/domain/actions/call';
import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { GO, stagger, type RaceCourse } from './race-course.ts';

const SIZES = [1, 5, 40];

interface Race extends RaceCourse {
  readonly stream: string;
  readonly number: number;
  readonly random: () => number;
  /** What `leaves` held when the operators looked. */
  readonly entries: readonly SeenEntry[];
}

/** What happened to the group meanwhile. */
interface Worked {
  /** Reads, acknowledgements and claims that took effect. */
  readonly did: number;
  readonly acked: ReadonlySet<string>;
  /** Claimed by somebody else. */
  readonly taken: ReadonlySet<string>;
  /** Claimed by the one that is to go. */
  readonly given: ReadonlySet<string>;
}

/**
 * A consumer is removed, or its group destroyed, by one operator or two at once, while it reads and acknowledges and others
 * claim from it and for it. Every entry that was delivered and not acknowledged is still pending with somebody, and what
 * was claimed away since stays where it went; a group is gone only if nobody used it in between. Gives what is wrong.
 */
export async function raceRemoval(course: RaceCourse, number: number, random: () => number): Promise<string[]> {
  const stream = `removal:${number}`;
  const count = SIZES[Math.floor(random() * SIZES.length)] ?? 5;
  await prepare(course, stream, count);
  const entries = await course.acting.seen(stream, 'g');
  const race: Race = { ...course, stream, number, random, entries };
  const destroys = random() < 0.3;
  const kind = destroys ? 'destroy-group' : 'remove-consumer';
  const [one, two, worked] = await Promise.all([
    operate(race, kind, course.acting.changer, 'stays'),
    random() < 0.4 ? operate(race, kind, course.second, 'heir') : null,
    work(race),
  ]);
  const outcomes = [one, two].filter((outcome) => outcome !== null);
  const done = outcomes.filter(({ outcome }) => outcome === 'done').length;
  const wrong: string[] = [];
  const say = (what: string): void => void wrong.push(`${kind} ${stream}: ${what}`);
  if (outcomes.some(({ outcome }) => outcome === 'unknown')) say('it is not known what happened');
  if (destroys && done > 0) {
    if (done > 1) say('destroyed twice');
    if (worked.did > 0) say('destroyed although it was used in between');
  } else wrong.push(...(await lost(race, worked, done)));
  await course.others.unlink(stream);
  return wrong;
}

async function operate(
  { stream, number, random, entries }: Race,
  kind: 'destroy-group' | 'remove-consumer',
  changer: Changer,
  receiver: string,
): Promise<CallOutcome> {
  const [seen] = entries.slice(-1).map(({ id }) => id);
  if (seen === undefined) throw new Error('nothing was delivered');
  const head = { job: `removal-${number}-${receiver}`, number: 1, stream, group: 'g', entries, last: true } as const;
  await stagger(random());
  const outcome = await changer.run(
    kind === 'destroy-group'
      ? { ...head, kind, seen, pending: entries.length }
      : { ...head, kind, consumers: ['leaves'], receiver },
    GO,
  );
  await changer.close(head.job, stream);
  return outcome;
}

/** What was delivered and is neither acknowledged nor pending, and what is with somebody who should not have it. */
async function lost(race: Race, { did, acked, taken, given }: Worked, done: number): Promise<string[]> {
  const { acting, stream, entries } = race;
  const pending = await acting.pending(stream, 'g');
  const wrong: string[] = [];
  const owner = (id: string): string | undefined => pending[id]?.[0];
  for (let at = 1; at <= (await positionOf(race)); at += 1) {
    const id = `${at}-0`;
    if (owner(id) === undefined && !acked.has(id)) wrong.push(`${stream} ${id}: neither acknowledged nor pending`);
    if (taken.has(id) && owner(id) !== 'rival' && !given.has(id))
      wrong.push(`${stream} ${id}: taken from who claimed it`);
  }
  // Two operators: one moved them, and for the other they are not as seen.
  const heirs = new Set(entries.map(({ id }) => owner(id)).filter((name) => name === 'stays' || name === 'heir'));
  if (heirs.size > 1) wrong.push(`${stream}: shared out among ${[...heirs].join(' and ')}`);
  if (done > 0 && did === 0 && Object.values(pending).some(([consumer]) => consumer === 'leaves'))
    wrong.push(`${stream}: removed with something left to it`);
  return wrong;
}

/** `leaves` holds `count` entries, three are unread, `stays` is there for them. */
async function prepare({ others }: RaceCourse, stream: string, count: number): Promise<void> {
  const script = `for at = 1, ARGV[1] + 3 do redis.call('XADD', KEYS[1], at .. '-0', 'f', 'v') end
    redis.call('XGROUP', 'CREATE', KEYS[1], 'g', '0')
    redis.call('XREADGROUP', 'GROUP', 'g', 'leaves', 'COUNT', ARGV[1], 'STREAMS', KEYS[1], '>')
    redis.call('XGROUP', 'CREATECONSUMER', KEYS[1], 'g', 'stays')`;
  await others.eval(script, 1, stream, count);
}

/** The consumer reads on and acknowledges, somebody claims from it or for it: some of that, all or nothing. */
async function work({ others, stream, random, entries }: Race): Promise<Worked> {
  const acked = new Set<string>();
  const taken = new Set<string>();
  const given = new Set<string>();
  let did = 0;
  const claim = async (id: string, consumer: string, into: Set<string>): Promise<void> => {
    await stagger(random());
    // Of a group that is gone nothing is claimed. It counts as a delivery: a few ms later alone it would look the same.
    const rows = await others.xclaim(stream, 'g', consumer, 0, id).catch(() => []);
    if (rows.length > 0) into.add(id);
    did += rows.length;
  };
  await stagger(random());
  if (random() < 0.4) {
    const rows = await others.xreadgroup('GROUP', 'g', 'leaves', 'COUNT', 2, 'STREAMS', stream, '>').catch(() => null);
    if (rows !== null) did += 1;
  }
  if (random() < 0.4 && (await others.xack(stream, 'g', '1-0')) === 1) {
    acked.add('1-0');
    did += 1;
  }
  const last = entries.at(-1)?.id ?? '1-0';
  if (random() < 0.25) await claim(last, 'rival', taken);
  // From whoever has it by now, to the one that is on its way out.
  if (random() < 0.2) await claim(last, 'leaves', given);
  return { did, acked, taken, given };
}

/** How far the group has read; ids are 1-0, 2-0 … */
async function positionOf({ others, stream }: Race): Promise<number> {
  const [group] = (await others.xinfo('GROUPS', stream)) as unknown[][];
  return Number.parseInt(String(group?.[group.indexOf('last-delivered-id') + 1]), 10);
}
