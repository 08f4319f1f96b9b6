import type { CallOutcome, Changer } from '@weir/domain/actions/call';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { GO, stagger, type RaceCourse } from './race-course.ts';

const ENTRIES = 60;
// Where the group stands when everybody has looked.
const SEEN = 30;

interface Race extends RaceCourse {
  readonly stream: string;
  readonly number: number;
  readonly random: () => number;
  say(what: string): void;
}

/**
 * Groups that are created, moved, made anew or dropped against consumers that read, a second operator, and somebody at
 * redis-cli who creates, moves or destroys the same group. Gives what is wrong afterwards.
 */
export async function raceGroups(course: RaceCourse, number: number, random: () => number): Promise<string[]> {
  const wrong: string[] = [];
  const stream = `groups:${number}`;
  const kind = [raceCreated, raceMoved, raceMoved, raceDropped][Math.floor(random() * 4)] ?? raceMoved;
  const say = (what: string): void => void wrong.push(`${kind.name} ${stream}: ${what}`);
  await course.others.eval(FILL, 1, stream, ENTRIES);
  await kind({ ...course, stream, number, random, say });
  await course.others.unlink(stream);
  return wrong;
}

const FILL = `for at = 1, ARGV[1] do redis.call('XADD', KEYS[1], at .. '-0', 'f', 'v') end`;
const idAt = (at: number): EntryId => `${at}-0` as EntryId; // canonical

/** Two operators and somebody else make a group of one name: one of them does, and it stands where that one put it. */
async function raceCreated(race: Race): Promise<void> {
  const { acting, second, others, stream, number, random, say } = race;
  const create = async (changer: Changer, at: number): Promise<number | null> => {
    await stagger(random());
    const job = `created-${number}-${at}`;
    const head = { job, number: 1, stream, group: 'g', position: idAt(at), entriesRead: at };
    const anew = random() < 0.4 ? ({ ...head, kind: 'rebuild-group', consumers: ['c'] } as const) : null;
    const outcome = await changer.run(anew ?? { ...head, kind: 'create-group' }, GO);
    await changer.close(job, stream);
    return outcome.outcome === 'done' ? at : null;
  };
  const byHand = async (): Promise<number | null> => {
    await stagger(random());
    return others.xgroup('CREATE', stream, 'g', '3-0').then(
      () => 3,
      () => null,
    );
  };
  const tried = await Promise.all([create(acting.changer, 10), create(second, 20), random() < 0.5 ? byHand() : null]);
  const made = tried.filter((at) => at !== null);
  if (made.length !== 1) say(`${made.length} made it: ${made.join(', ')}`);
  else if ((await standOf(race)) !== made[0]) say(`made at ${made[0]}, stands at ${await standOf(race)}`);
}

/** A move starts from where the group was seen, or from where it read on to; never from further back. */
async function raceMoved(race: Race): Promise<void> {
  const { acting, second, others, stream, number, random, say } = race;
  await others.xgroup('CREATE', stream, 'g', '0');
  await others.xreadgroup('GROUP', 'g', 'c', 'COUNT', SEEN, 'STREAMS', stream, '>');
  const back = random() < 0.5;
  const aims = back ? [12, 17] : [35 + Math.floor(random() * 10), 50];
  const move = async (changer: Changer, to: number): Promise<CallOutcome> => {
    await stagger(random());
    const job = `moved-${number}-${to}`;
    const head = { job, number: 1, stream, group: 'g', seen: idAt(SEEN), position: idAt(to), entriesRead: to } as const;
    const outcome = await changer.run({ kind: 'move-position', ...head, mayReadOn: true }, GO);
    await changer.close(job, stream);
    return outcome;
  };
  const rewinds = random() < 0.3;
  const byHand = async (): Promise<void> => {
    await stagger(random());
    await others.xgroup('SETID', stream, 'g', '5-0');
  };
  const [first, then, read] = await Promise.all([
    move(acting.changer, aims[0] ?? 0),
    random() < 0.5 ? move(second, aims[1] ?? 0) : null,
    readSome(race),
    rewinds ? byHand() : undefined,
  ]);
  for (const [at, outcome] of [first, then].entries()) {
    if (outcome === null) continue;
    if (outcome.outcome === 'unknown') say('it is not known what happened');
    if (outcome.outcome !== 'done') continue;
    const from = Number.parseInt(outcome.result.before?.position ?? '0', 10);
    if (from < SEEN) say(`moved from ${from}, where somebody else had put it`);
    if (!back && from >= (aims[at] ?? 0)) say(`a move forward to ${aims[at]} came from ${from}`);
  }
  const done = [first, then].some((outcome) => outcome?.outcome === 'done');
  if (!back && !rewinds && new Set(read).size !== read.length) say('handed out twice by a move forward');
  const expected = Array.from({ length: read.length }, (_, at) => SEEN + 1 + at);
  if (!done && !rewinds && read.join() !== expected.join()) say(`nothing was moved and ${read.join()} was read`);
  const pending = await acting.pending(stream, 'g');
  for (const at of [...Array.from({ length: SEEN }, (_, index) => index + 1), ...read])
    if (pending[`${at}-0`] === undefined) say(`${at}-0 was delivered and is not pending`);
}

/** A group that was made by mistake is dropped, unless somebody used it. */
async function raceDropped(race: Race): Promise<void> {
  const { acting, others, stream, number, random, say } = race;
  await others.xgroup('CREATE', stream, 'g', '30-0');
  const job = `dropped-${number}`;
  const drop = async (): Promise<CallOutcome> => {
    await stagger(random());
    const head = { job, number: 1, stream, group: 'g', position: idAt(30) } as const;
    const outcome = await acting.changer.run({ kind: 'drop-unused-group', ...head }, GO);
    await acting.changer.close(job, stream);
    return outcome;
  };
  const byHand = async (): Promise<boolean> => {
    await stagger(random());
    return others.xgroup('SETID', stream, 'g', '7-0').then(
      () => true,
      () => false,
    );
  };
  const [outcome, read, moved] = await Promise.all([
    drop(),
    random() < 0.6 ? readSome(race) : [],
    random() < 0.3 ? byHand() : false,
  ]);
  const used = read.length > 0 || moved;
  if (outcome.outcome === 'done' && used) say('dropped although it was used');
  if (outcome.outcome !== 'done' && !used) say('left although nobody used it');
  if (outcome.outcome === 'refused' && (await standOf(race)) === null) say('refused, and it is gone');
}

/** Places of the entries a consumer was handed; of a group that is gone it gets none. */
async function readSome({ others, stream, random }: Race): Promise<readonly number[]> {
  const read: number[] = [];
  for (let more = Math.floor(random() * 4); more > 0; more -= 1) {
    await stagger(random());
    const reply = await others.xreadgroup('GROUP', 'g', 'c', 'COUNT', 4, 'STREAMS', stream, '>').catch(() => null);
    // One stream was asked for.
    const rows = (reply as [string, [string, string[]][]][] | null)?.[0]?.[1] ?? [];
    read.push(...rows.map(([id]) => Number.parseInt(id, 10)));
  }
  return read;
}

async function standOf({ others, stream }: Race): Promise<number | null> {
  const [group] = (await others.xinfo('GROUPS', stream)) as unknown[][];
  return group === undefined ? null : Number.parseInt(String(group[group.indexOf('last-delivered-id') + 1]), 10);
}
