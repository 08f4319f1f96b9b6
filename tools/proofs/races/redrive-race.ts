import type { Changer } from '@weir/domain/actions/call';
import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { ORIGIN_FIELDS } from '@weir/domain/dead-letters/origin-fields';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { GO, resultOf, stagger, type RaceCourse } from './race-course.ts';

const SIZES = [5, 30, 150];
const FILL = `for at = 1, ARGV[1] do redis.call('XADD', KEYS[1], at .. '-0', 'n', at, unpack(ARGV, 2)) end
  redis.call('XGROUP', 'CREATE', KEYS[2], 'g', '0', 'MKSTREAM')`;

interface Race extends RaceCourse {
  readonly origin: string;
  readonly dlq: string;
  readonly ids: readonly EntryId[];
  readonly random: () => number;
}

/**
 * Dead letters go back to where a consumer reads, while a second operator sends the same ones back or sends one again by
 * hand, somebody deletes some, and new ones come in. Gives what is wrong afterwards: each letter is in one place, and
 * whoever reads the origin gets it once.
 */
export async function raceRedrive(course: RaceCourse, number: number, random: () => number): Promise<string[]> {
  const { others, acting, second } = course;
  const count = SIZES[Math.floor(random() * SIZES.length)] ?? 5;
  // Canonical: made here.
  const ids = Array.from({ length: count }, (_, at) => `${at + 1}-0` as EntryId);
  const race: Race = { ...course, origin: `redrive:${number}`, dlq: `redrive:${number}:dlq`, ids, random };
  const { origin, dlq } = race;
  await others.eval(FILL, 2, dlq, origin, count, ...ORIGIN_FIELDS.flatMap((name) => [name, 'x']));
  const over = { now: false };
  const reading = readAll(race, over);
  const [one, two, again, deleted, late] = await Promise.all([
    sendBack(race, acting.changer, `${number}-one`),
    random() < 0.6 ? sendBack(race, second, `${number}-two`) : 0,
    random() < 0.4 ? sendOne(race, second, `${number}-three`) : 0,
    deleteSome(race),
    comeIn(race),
  ]);
  over.now = true;
  const read = await reading;
  const there = (await others.xrange(origin, '-', '+')).map(([, words]) => words.join(' '));
  const left = new Set((await others.xrange(dlq, '-', '+')).map(([id]) => id));
  const wrong: string[] = [];
  const say = (what: string): void => void wrong.push(`${origin}: ${what}`);
  if (there.length !== one + two + again) say(`${there.length} there, ${one} + ${two} + ${again} said`);
  for (const [at, id] of ids.entries()) {
    const words = `n ${at + 1}`;
    const sent = there.filter((each) => each === words).length;
    const places = sent + Number(left.has(id)) + Number(deleted.has(id));
    if (places !== 1) say(`${id} is in ${places} places: ${sent} in the origin`);
    const got = read.filter((each) => each === words).length;
    if (got !== sent) say(`${id} was sent ${sent} times and read ${got} times`);
  }
  for (const id of late) if (!left.has(id)) say(`${id} came meanwhile and is gone`);
  await others.unlink(origin, dlq);
  return wrong;
}

async function sendBack({ ids, origin, dlq, random }: Race, changer: Changer, name: string): Promise<number> {
  await stagger(random());
  const entries = ids.map((id): SeenEntry => ({ id, consumer: '', deliveries: 0, deliveredAt: 0 }));
  const job = `redrive-${name}`;
  const call = { kind: 'redrive', job, number: 1, stream: dlq, to: origin, create: false, entries } as const;
  const { done } = resultOf(await changer.run(call, GO));
  await changer.close(job, dlq, origin);
  return done;
}

/** The first field of one letter, as a new entry; the letter goes. */
async function sendOne({ ids, origin, dlq, random }: Race, changer: Changer, name: string): Promise<number> {
  await stagger(random());
  const entry = ids[Math.floor(random() * ids.length)];
  if (entry === undefined) return 0;
  const job = `resend-${name}`;
  const head = { job, number: 1, stream: dlq, to: origin, create: false } as const;
  const outcome = await changer.run({ kind: 'resend-entry', ...head, entry, fields: [{ keep: 0 }], remove: true }, GO);
  await changer.close(job, dlq, origin);
  if (outcome.outcome === 'refused' && outcome.code === 'WEIR-ENTRYGONE') return 0;
  return resultOf(outcome).done;
}

/** What was there to be deleted. */
async function deleteSome({ ids, dlq, others, random }: Race): Promise<ReadonlySet<string>> {
  const chosen = ids.filter(() => random() < 0.15);
  if (random() < 0.5) await stagger(random());
  const took = await Promise.all(chosen.map(async (id) => ((await others.xdel(dlq, id)) === 1 ? id : null)));
  return new Set(took.filter((id) => id !== null));
}

async function comeIn({ dlq, others, random }: Race): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let more = Math.floor(random() * 4); more > 0; more -= 1) {
    await stagger(random());
    const id = await others.xadd(dlq, '*', 'n', 'late');
    if (id !== null) ids.push(id);
  }
  return ids;
}

/** Everything the group of the origin is handed, to the end. */
async function readAll({ acting, origin }: Race, over: { readonly now: boolean }): Promise<readonly string[]> {
  const read: string[] = [];
  for (;;) {
    const last = over.now;
    const reply = await acting.rig.call('XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', 40, 'STREAMS', origin, '>');
    // One stream was asked for; of ids and words the words count.
    const rows = (reply as [string, [string, string[]][]][] | null)?.[0]?.[1] ?? [];
    read.push(...rows.map(([, words]) => words.join(' ')));
    if (last && rows.length === 0) return read;
  }
}
