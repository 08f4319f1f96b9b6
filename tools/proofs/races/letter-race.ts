import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import type { EntryId } from '@weir/domain/entries/entry-id';
import type { Changer } from '@weir/domain/actions/call';
import { changedBy, deliver, GO, resultOf, stagger, type RaceCourse } from './race-course.ts';

const SIZES = [5, 30, 150];

/**
 * Dead-lettering against consumers that acknowledge or take over, and mostly a second operator with the same plan; then
 * sending everything back, twice at once. Gives what is wrong afterwards.
 */
export async function raceLetters(course: RaceCourse, number: number, random: () => number): Promise<string[]> {
  const [stream, dlq, back] = [`letter:${number}`, `letter:${number}:dlq`, `letter:${number}:back`];
  const { acting, second, others } = course;
  const entries = await deliver(course, stream, SIZES[Math.floor(random() * SIZES.length)] ?? 5);
  const operate = async (changer: Changer, name: string): Promise<ReadonlySet<string>> => {
    const job = `letter-${number}-${name}`;
    await stagger(random());
    const call = { kind: 'dead-letter', job, number: 1, stream, group: 'g', to: dlq, create: true } as const;
    const result = resultOf(await changer.run({ ...call, reason: name, entries }, GO));
    await changer.close(job, stream, dlq);
    return changedBy(entries, result);
  };
  const [first, twice, acked, taken] = await Promise.all([
    operate(acting.changer, 'one'),
    random() < 0.7 ? operate(second, 'two') : new Set<string>(),
    some(entries, random, (id) => others.xack(stream, 'g', id)),
    some(entries, random, async (id) => (await others.xclaim(stream, 'g', 'rival', 0, id, 'JUSTID')).length),
  ]);
  const pending = await acting.pending(stream, 'g');
  const origins = (await others.xrange(dlq, '-', '+')).map(
    ([, words]) => words[words.indexOf('weir-dlq-id') + 1] ?? '',
  );
  const wrong: string[] = [];
  const say = (id: string, what: string): void => void wrong.push(`${stream} ${id}: ${what}`);
  for (const { id } of entries) {
    const letters = origins.filter((each) => each === id).length;
    const by = Number(first.has(id)) + Number(twice.has(id));
    if (by > 1) say(id, 'both operators say that they put it aside');
    if (letters !== by) say(id, `${letters} dead letters, ${by} said`);
    if (letters > 0 && pending[id] !== undefined) say(id, 'put aside and still pending');
    if (letters > 0 && acked.has(id)) say(id, 'put aside although it was acknowledged');
    if (letters === 0 && pending[id] === undefined && !acked.has(id)) say(id, 'nowhere');
    if (taken.has(id) && letters > 0) say(id, 'put aside although somebody took it over');
  }
  wrong.push(...(await raceBack(course, number, dlq, back)));
  await others.unlink(stream, dlq, back);
  return wrong;
}

/** Two operators send the same dead letters back at once. */
async function raceBack(
  { acting, second, others }: RaceCourse,
  number: number,
  dlq: string,
  back: string,
): Promise<string[]> {
  const ids = (await others.xrange(dlq, '-', '+')).map(([id]) => id);
  if (ids.length === 0) return [];
  // Redis' own ids.
  const entries = ids.map((id): SeenEntry => ({ id: id as EntryId, consumer: '', deliveries: 0, deliveredAt: 0 }));
  const send = async (changer: Changer, name: string): Promise<number> => {
    const job = `back-${number}-${name}`;
    const call = { kind: 'redrive', job, number: 1, stream: dlq, to: back, create: true, entries } as const;
    const { done } = resultOf(await changer.run(call, GO));
    await changer.close(job, dlq, back);
    return done;
  };
  const [one, two] = await Promise.all([send(acting.changer, 'one'), send(second, 'two')]);
  const there = await others.xlen(back);
  const left = await others.xlen(dlq);
  if (one + two === ids.length && there === ids.length && left === 0) return [];
  return [`${back}: ${ids.length} dead letters, ${one} and ${two} sent back, ${there} there, ${left} left`];
}

/** The entries somebody else did something to, as far as Redis says that it took effect. */
async function some(
  entries: readonly SeenEntry[],
  random: () => number,
  deed: (id: string) => Promise<number>,
): Promise<ReadonlySet<string>> {
  const chosen = entries.filter(() => random() < 0.2);
  if (random() < 0.5) await stagger(random());
  const took = await Promise.all(chosen.map(async ({ id }) => ((await deed(id)) > 0 ? id : null)));
  return new Set(took.filter((id) => id !== null));
}
