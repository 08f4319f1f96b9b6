import type { CallOutcome, Changer } from '@weir/domain/actions/call';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { deliver, GO, stagger, type RaceCourse } from './race-course.ts';

interface Race extends RaceCourse {
  readonly stream: string;
  readonly number: number;
  readonly random: () => number;
}

/** One way to put the stream away, and where it lies if that was done. */
interface Deletion {
  readonly outcome: CallOutcome;
  readonly trash: string;
  readonly job: string;
}

/**
 * A stream is deleted, by two operators at once and then brought back by both, while producers add, a consumer
 * acknowledges and somebody makes a group. Gives what is wrong afterwards: every entry is in the trash or under the name,
 * and so is what is pending; a group nobody had seen keeps the stream where it is.
 */
export async function raceStream(course: RaceCourse, number: number, random: () => number): Promise<string[]> {
  const race: Race = { ...course, stream: `gone:${number}`, number, random };
  const { stream, others, acting, second } = race;
  const entries = await deliver(course, stream, 5 + Math.floor(random() * 60));
  const seen = entries.at(-1)?.id ?? ('0-0' as EntryId); // canonical
  const [one, two, produced, acked, late] = await Promise.all([
    remove(race, acting.changer, 'one', seen, entries.length),
    random() < 0.5 ? remove(race, second, 'two', seen, entries.length) : null,
    produce(race, 'early'),
    acknowledge(
      race,
      entries.map(({ id }) => id),
    ),
    random() < 0.4 ? newGroup(race) : false,
  ]);
  const done = [one, two].filter((each) => each !== null).filter(({ outcome }) => outcome.outcome === 'done');
  const wrong: string[] = [];
  const say = (what: string): void => void wrong.push(`${stream}: ${what}`);
  const places = [stream, ...done.map(({ trash }) => trash)];
  wrong.push(...(await missing(race, places, [...entries.map(({ id }) => id), ...produced], acked)));
  if (done.length > 1) say('deleted by both: the second one had not seen what it deleted');
  for (const { outcome } of [one, two].filter((each) => each !== null))
    if (outcome.outcome === 'unknown') say('it is not known what happened');
  const [deletion] = done;
  if (deletion !== undefined) {
    if (late && (await groupsOf(race, deletion.trash)).includes('late')) say('a group nobody had seen went with it');
    wrong.push(
      ...(await comesBack(
        race,
        deletion,
        entries.map(({ id }) => id),
        produced,
        acked,
      )),
    );
  }
  await others.unlink(...places, ...done.map(({ trash }) => `${trash}:about`));
  return wrong;
}

async function remove(
  { stream, number, random }: Race,
  changer: Changer,
  who: string,
  seen: EntryId,
  added: number,
): Promise<Deletion> {
  const job = `gone-${number}-${who}`;
  await stagger(random());
  const call = { kind: 'delete-stream', job, number: 1, stream, seen, added, groups: ['g'], keepMs: 60_000 } as const;
  const outcome = await changer.run(call, GO);
  await changer.close(job, stream);
  return { outcome, trash: `weir:trash:${job}`, job };
}

/** Both operators bring it back, and somebody may take its name first: then it stays where it is. */
async function comesBack(
  race: Race,
  deletion: Deletion,
  ids: readonly string[],
  produced: readonly string[],
  acked: ReadonlySet<string>,
): Promise<string[]> {
  const { acting, second, stream, number, random } = race;
  const back = async (changer: Changer, who: string): Promise<boolean> => {
    const job = `back-${number}-${who}`;
    await stagger(random());
    const outcome = await changer.run({ kind: 'restore-stream', job, number: 1, stream, deletion: deletion.job }, GO);
    await changer.close(job, stream);
    return outcome.outcome === 'done';
  };
  const [one, two, more] = await Promise.all([
    back(acting.changer, 'one'),
    back(second, 'two'),
    random() < 0.3 ? produce(race, 'late') : [],
  ]);
  const wrong = one && two ? [`${stream}: brought back twice`] : [];
  return [...wrong, ...(await missing(race, [stream, deletion.trash], [...ids, ...produced, ...more], acked))];
}

/** Entries that are in none of the places, or in several; and what was delivered and is pending nowhere. */
async function missing(
  { others, acting, stream }: Race,
  places: readonly string[],
  ids: readonly string[],
  acked: ReadonlySet<string>,
): Promise<string[]> {
  const found = await Promise.all(places.map((place) => others.xrange(place, '-', '+')));
  // Two streams may give the same id in the same millisecond: what producers added is known by its value.
  const there = found.flatMap((rows) => rows.map(([id, [, value = '']]) => (value === 'v' ? id : value)));
  const held = new Set<string>();
  for (const place of places) {
    const pending = await acting.pending(place, 'g').catch(() => ({}));
    for (const id of Object.keys(pending)) held.add(id);
  }
  const wrong: string[] = [];
  for (const id of ids) {
    const count = there.filter((each) => each === id).length;
    if (count !== 1) wrong.push(`${stream} ${id}: in ${count} places`);
    if (/^\d{1,4}-0$/.test(id) && !acked.has(id) && !held.has(id)) wrong.push(`${stream} ${id}: pending nowhere`);
    if (acked.has(id) && held.has(id)) wrong.push(`${stream} ${id}: acknowledged and pending`);
  }
  return wrong;
}

/** The values of what was added. */
async function produce({ others, stream, random }: Race, name: string): Promise<readonly string[]> {
  const values: string[] = [];
  for (let more = Math.floor(random() * 5); more > 0; more -= 1) {
    await stagger(random());
    values.push(`${name}-${more}`);
    await others.xadd(stream, '*', 'f', `${name}-${more}`);
  }
  return values;
}

/** What Redis says was acknowledged; of a stream that is gone it is nothing. */
async function acknowledge({ others, stream, random }: Race, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const chosen = ids.filter(() => random() < 0.2);
  await stagger(random());
  const took = await Promise.all(chosen.map(async (id) => ((await others.xack(stream, 'g', id)) === 1 ? id : null)));
  return new Set(took.filter((id) => id !== null));
}

async function newGroup({ others, stream, random }: Race): Promise<boolean> {
  await stagger(random());
  return others.xgroup('CREATE', stream, 'late', '0').then(
    () => true,
    () => false,
  );
}

async function groupsOf({ others }: Race, key: string): Promise<readonly string[]> {
  const groups = (await others.xinfo('GROUPS', key)) as unknown[][];
  return groups.map((group) => String(group[1]));
}
