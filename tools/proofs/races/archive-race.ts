import { setTimeout as pause } from 'node:timers/promises';
import { actionInput, type ActionInput } from '@weir/domain/actions/action-input';
import { readLines } from '@weir/domain/archive/read-lines';
import type { Redis } from 'ioredis';
import type { UndoCourse } from '../undo/undo-course.ts';

// Applying, writing the archive and removing take about so long, so whatever happens meanwhile falls somewhere into it.
const MEANWHILE_MS = 25;
const FILL = `for at = 1, ARGV[1] do redis.call('XADD', KEYS[1], at .. '-0', 'n', at, 'kind', at % 3 == 0 and 'a' or 'b') end
  redis.call('XGROUP', 'CREATE', KEYS[1], 'g', ARGV[2] .. '-0')`;
const REMAKE = `redis.call('DEL', KEYS[1])
  for at = 1, ARGV[1] do redis.call('XADD', KEYS[1], at .. '-0', 'n', 'anew') end`;

interface Race {
  readonly course: UndoCourse;
  readonly others: Redis;
  readonly stream: string;
  readonly count: number;
  readonly random: () => number;
}

type Words = ReadonlyMap<string, string>;

/**
 * Entries are archived and removed, by a trim or by a search, while producers add, a consumer reads, and somebody deletes
 * entries or the whole stream and makes it anew. Gives what is wrong afterwards: what is gone lies in the archive byte for
 * byte unless somebody else deleted it, and nothing that came since is touched.
 */
export async function raceArchive(
  course: UndoCourse,
  others: Redis,
  number: number,
  random: () => number,
): Promise<string[]> {
  const stream = `archive:${number}`;
  const count = 40 + Math.floor(random() * 200);
  const race: Race = { course, others, stream, count, random };
  const read = 1 + Math.floor(random() * count);
  await others.eval(FILL, 1, stream, count, read);
  const before = await wordsOf(others, stream);
  const input = random() < 0.5 ? trimOf(stream, Math.floor(random() * count)) : deletionOf(stream);
  const plan = await course.plan(input);
  if (plan.refusal !== null) return [];
  const remakes = random() < 0.15;
  const [answer, produced, deleted] = await Promise.all([
    course.apply(plan),
    remakes ? new Set<string>() : produce(race),
    remakes ? new Set<string>() : deleteSome(race),
    remakes ? remake(race) : consume(race),
  ]);
  const there = await wordsOf(others, stream);
  const archived = await archivedBy(course, answer.jobId ?? '');
  const wrong: string[] = [];
  const say = (what: string): void => void wrong.push(`${input.kind} ${stream}: ${what}`);
  if (remakes) {
    // Ids that were removed may be there again when it is read back: then it says that it does not know.
    const whole = Math.floor(count / 2);
    if (there.size !== whole) say(`${there.size} of ${whole} are left of the stream that was made anew`);
  } else {
    const told = answer.outcome === 'done' || (answer.outcome === 'partial' && deleted.size > 0);
    if (!told) say(`${answer.outcome}: ${answer.sentence}`);
    for (const [id, words] of archived) if (before.get(id) !== words) say(`${id} lies in the archive as ${words}`);
    for (const id of produced) if (!there.has(id)) say(`${id} came meanwhile and is gone`);
    const gone = [...before.keys()].filter((id) => !there.has(id) && !deleted.has(id));
    for (const id of gone) if (!archived.has(id)) say(`${id} is gone and in no archive`);
    if (gone.length !== answer.affected) say(`${gone.length} are gone, ${answer.affected} said`);
    const unread = [...before.keys()].filter((id) => Number.parseInt(id, 10) > read && !deleted.has(id));
    if (input.kind === 'trim') for (const id of unread) if (!there.has(id)) say(`${id} is unread and gone`);
  }
  wrong.push(...(await comesBack(race, answer.jobId ?? '', archived)));
  await others.unlink(stream);
  return wrong;
}

const trimOf = (stream: string, entries: number): ActionInput =>
  actionInput.parse({ kind: 'trim', connection: 'main', stream, rule: { keep: 'newest', entries }, archive: true });

const deletionOf = (stream: string): ActionInput =>
  actionInput.parse({
    kind: 'delete-entries',
    connection: 'main',
    stream,
    selection: { matching: { filter: { conditions: [{ field: 'kind', is: 'a' }] } } },
  });

/** The archive goes into another stream, under its own ids, while somebody else adds there. */
async function comesBack(
  { course, others, stream, random }: Race,
  archive: string,
  archived: Words,
): Promise<string[]> {
  if (archived.size === 0 || random() < 0.5) return [];
  const to = `${stream}:back`;
  const plan = await course.plan(
    actionInput.parse({ kind: 'restore', connection: 'main', stream: to, archive, create: true }),
  );
  const add = async (): Promise<string | null> => {
    if (random() < 0.5) return null;
    await pause(random() * MEANWHILE_MS);
    return others.xadd(to, '*', 'n', 'new');
  };
  const [answer, added] = await Promise.all([course.apply(plan), add()]);
  const there = await wordsOf(others, to);
  const back = [...there].filter(([id]) => id !== added);
  await others.unlink(to);
  const wrong = back
    .filter(([id, words]) => archived.get(id) !== words)
    .map(([id]) => `${to} ${id}: came back otherwise`);
  if (added !== null && !there.has(added)) wrong.push(`${to} ${added}: came meanwhile and is gone`);
  // With a higher id in the stream Redis takes no more of the lower ones: it is said how many there are.
  if (answer.affected !== back.length) wrong.push(`${to}: ${back.length} are there, ${answer.affected} said`);
  if (added === null && back.length !== archived.size)
    wrong.push(`${to}: ${back.length} of ${archived.size} came back`);
  return wrong;
}

async function archivedBy(course: UndoCourse, jobId: string): Promise<Words> {
  const { archives } = course.life.desk.tools;
  const sealed = await archives.find(jobId);
  const words = new Map<string, string>();
  for (const { number } of sealed?.manifest.parts ?? [])
    for (const entry of readLines(await archives.lines(jobId, number)))
      words.set(entry.id, entry.words.map((word) => Buffer.from(word).toString('latin1')).join(' '));
  return words;
}

async function wordsOf(others: Redis, stream: string): Promise<Words> {
  return new Map((await others.xrange(stream, '-', '+')).map(([id, words]) => [id, words.join(' ')]));
}

async function produce({ others, stream, random }: Race): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (let more = Math.floor(random() * 6); more > 0; more -= 1) {
    await pause((random() * MEANWHILE_MS) / 3);
    const id = await others.xadd(stream, '*', 'n', 'new', 'kind', 'a');
    if (id !== null) ids.add(id);
  }
  return ids;
}

/** What was there to be deleted. */
async function deleteSome({ others, stream, count, random }: Race): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (let more = Math.floor(random() * 5); more > 0; more -= 1) {
    await pause((random() * MEANWHILE_MS) / 3);
    const id = `${1 + Math.floor(random() * count)}-0`;
    if ((await others.xdel(stream, id)) === 1) ids.add(id);
  }
  return ids;
}

async function consume({ others, stream, random }: Race): Promise<void> {
  await pause(random() * MEANWHILE_MS);
  await others.xreadgroup('GROUP', 'g', 'c', 'COUNT', 5, 'STREAMS', stream, '>');
}

async function remake({ others, stream, count, random }: Race): Promise<void> {
  await pause(random() * MEANWHILE_MS);
  await others.eval(REMAKE, 1, stream, Math.floor(count / 2));
}
