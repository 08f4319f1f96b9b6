import type { Call, CallOutcome, Changer } from '@weir/domain/actions/call';
import { ZERO_ID, type EntryId } from '@weir/domain/entries/entry-id';
import { GO, stagger, type RaceCourse } from './race-course.ts';

const WORDS = ['by', 'archive'].map((word) => new TextEncoder().encode(word));
// Behind what is there and in front of what Redis would give next.
const FIRST = 10;
const BEFORE = ['1-0', '2-0', '3-0'];
const TYPED = '20-0' as EntryId; // canonical

interface Race extends RaceCourse {
  readonly stream: string;
  readonly number: number;
  readonly random: () => number;
}

/** What one operator wanted and what came of it. */
interface Tried {
  readonly mark: string;
  readonly outcome: CallOutcome;
}

/**
 * Two operators add an entry, or give an archive back, to a stream that others add to and that somebody may delete. Gives
 * what is wrong afterwards: what is said to be added is there once, nobody else's entry is touched, and a stream that is
 * gone stays gone.
 */
export async function raceAdding(course: RaceCourse, number: number, random: () => number): Promise<string[]> {
  const { others, acting, second } = course;
  const race: Race = { ...course, stream: `adding:${number}`, number, random };
  const { stream } = race;
  await Promise.all(BEFORE.map((id) => others.xadd(stream, id, 'by', 'before')));
  const make = [addNext, addTyped, restoreKept, restoreNew][Math.floor(random() * 4)] ?? addNext;
  const deletes = random() < 0.15;
  const added: Promise<readonly string[]> = deletes ? Promise.resolve([]) : produce(race);
  const [tried, came] = await Promise.all([
    Promise.all([make(race, acting.changer, 'one'), make(race, second, 'two')]),
    added,
    deletes ? stagger(random()).then(() => others.del(stream)) : undefined,
  ]);
  const rows = await others.xrange(stream, '-', '+');
  const wrong: string[] = [];
  const say = (what: string): void => void wrong.push(`${make.name} ${stream}: ${what}`);
  if (deletes) {
    if (rows.length > 0) say(`${rows.length} entries in a stream that was deleted`);
  } else {
    const there = new Set(rows.map(([id]) => id));
    for (const id of [...BEFORE, ...came]) if (!there.has(id)) say(`${id} of somebody else is gone`);
    let said = 0;
    for (const { mark, outcome } of tried) {
      const mine = rows.filter(([, words]) => words.includes(mark));
      const done =
        outcome.outcome === 'done' ? outcome.result.done : outcome.outcome === 'refused' ? outcome.soFar.done : -1;
      if (mine.length !== done) say(`${mine.length} of ${mark} are there, ${done} said`);
      said += done;
      const strays = mine.filter(([id, words]) => make === restoreKept && id !== keptAt(words.at(-1)));
      if (strays.length > 0) say(`${strays[0]?.[0]} is not the id it had`);
      wrong.push(...outOfOrder(mine.map(([, words]) => Number(words.at(-1)))).map((at) => `${stream}: ${at}`));
    }
    if (rows.length !== 3 + came.length + said) say(`${rows.length} entries, 3 + ${came.length} + ${said} were added`);
  }
  await others.unlink(stream);
  return wrong;
}

async function run({ random }: Race, changer: Changer, mark: string, call: Call): Promise<Tried> {
  await stagger(random());
  const outcome = await changer.run(call, GO);
  await changer.close(call.job, call.stream);
  return { mark, outcome };
}

function addNext(race: Race, changer: Changer, who: string): Promise<Tried> {
  return add(race, changer, who, null);
}

/** Both ask for the same id: one of them gets it at most. */
function addTyped(race: Race, changer: Changer, who: string): Promise<Tried> {
  return add(race, changer, who, TYPED);
}

function add(race: Race, changer: Changer, who: string, id: EntryId | null): Promise<Tried> {
  const { stream, number } = race;
  const mark = `added-${who}`;
  const head = { job: `adding-${number}-${who}`, number: 1, stream, create: false } as const;
  return run(race, changer, mark, {
    kind: 'add-entry',
    ...head,
    id,
    fields: [
      ['by', mark],
      ['n', '1'],
    ],
  });
}

/** Under their own ids: what others added behind the first of them ends it, and what is there by then counts. */
function restoreKept(race: Race, changer: Changer, who: string): Promise<Tried> {
  return restore(race, changer, who, 'keep');
}

function restoreNew(race: Race, changer: Changer, who: string): Promise<Tried> {
  return restore(race, changer, who, 'new');
}

function restore(race: Race, changer: Changer, who: string, as: 'keep' | 'new'): Promise<Tried> {
  const { stream, number, random } = race;
  const mark = `back-${who}`;
  // Some hundred words, so that it takes more than one step.
  const archived = Array.from({ length: 1 + Math.floor(random() * 600) }, (_, at) => ({
    id: keptAt(at),
    words: [...WORDS, new TextEncoder().encode(mark), new TextEncoder().encode(String(at))],
  }));
  const head = { job: `adding-${number}-${who}`, number: 1, stream, create: false, archive: 'a', sha256: '' } as const;
  const call = { kind: 'restore', ...head, after: ZERO_ID, ids: null, as, originField: null, atMost: 1_000 } as const;
  return run(race, changer, mark, { ...call, archived, more: false });
}

const keptAt = (at: number | string | undefined): EntryId => `${FIRST + Number(at)}-0` as EntryId; // canonical

/** Others add: mostly the next entry, now and then one right behind the last. */
async function produce({ others, stream, random }: Race): Promise<readonly string[]> {
  const adds: Promise<string | null>[] = [];
  for (let more = Math.floor(random() * 5); more > 0; more -= 1) {
    await stagger(random());
    const id = random() < 0.3 ? `${4 + Math.floor(random() * 300)}-5` : '*';
    // An id that is too low by now is refused, and nothing was added.
    adds.push(others.xadd(stream, id, 'by', 'somebody').catch(() => null));
  }
  return (await Promise.all(adds)).filter((id) => id !== null);
}

function outOfOrder(places: readonly number[]): readonly string[] {
  return places.flatMap((place, at) =>
    at > 0 && place <= (places[at - 1] ?? -1) ? [`${place} is not behind its own`] : [],
  );
}
