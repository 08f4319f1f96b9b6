import type { StepRule } from '@weir/domain/actions/trim-rule';
import { deliver, GO, resultOf, stagger, type RaceCourse } from './race-course.ts';

/**
 * A trim with its guard against producers, consumers that read and acknowledge, and a group made or moved back
 * meanwhile. Gives what is wrong afterwards.
 */
export async function raceTrim(course: RaceCourse, number: number, random: () => number): Promise<string[]> {
  const { acting, others } = course;
  const stream = `trim:${number}`;
  const entries = await deliver(course, stream, 40 + Math.floor(random() * 200));
  const total = entries.length;
  await others.xack(stream, 'g', ...entries.slice(0, Math.floor(total * random()) || 1).map(({ id }) => id));
  const rules: StepRule[] = [{ keep: 'needed' }, { keep: 'newest', entries: Math.floor(random() * total) }];
  const rule = rules[Math.floor(random() * rules.length)] ?? { keep: 'needed' };
  const job = `trim-${number}`;
  const trimming = async (): Promise<number> => {
    await stagger(random());
    const call = { kind: 'trim', job, number: 1, stream, rule, guard: true, atMost: 10_000 } as const;
    return resultOf(await acting.changer.run(call, GO)).done;
  };
  const [removed, added, kept] = await Promise.all([
    trimming(),
    produce(course, stream, random),
    groupComes(course, stream, total, random),
    consume(course, stream, total, random),
  ]);
  const left = await acting.ids(stream);
  const there = new Set(left);
  const wrong: string[] = [];
  const say = (what: string): void => void wrong.push(`${stream} ${rule.keep}: ${what}`);
  if (left.length !== total + added.length - removed)
    say(`${left.length} left of ${total} + ${added.length} - ${removed}`);
  for (const id of added) if (!there.has(id)) say(`${id} came meanwhile and is gone`);
  for (const id of kept) if (!there.has(id)) say(`${id} was there for the new group and is gone`);
  for (const id of Object.keys(await acting.pending(stream, 'g'))) if (!there.has(id)) say(`${id} is pending and gone`);
  if (rule.keep === 'newest' && left.length < rule.entries) say(`only ${left.length} left`);
  await acting.changer.close(job, stream);
  await others.unlink(stream);
  return wrong;
}

async function produce({ others }: RaceCourse, stream: string, random: () => number): Promise<string[]> {
  const adds: Promise<string | null>[] = [];
  const count = Math.floor(random() * 6);
  for (let at = 0; at < count; at += 1) {
    await stagger(random());
    adds.push(others.xadd(stream, '*', 'f', 'new'));
  }
  return (await Promise.all(adds)).flatMap((id) => (id === null ? [] : [id]));
}

async function consume({ others }: RaceCourse, stream: string, total: number, random: () => number): Promise<void> {
  await stagger(random());
  const from = Math.floor(random() * total);
  const acks = Array.from({ length: 10 }, (_, at) => `${from + at}-0`);
  await Promise.all([
    others.xreadgroup('GROUP', 'g', 'c9', 'COUNT', 3, 'STREAMS', stream, '>'),
    others.xack(stream, 'g', ...acks),
  ]);
}

/** Makes a group, or moves one back; gives the entries that were there for it at that moment. */
async function groupComes(
  { others }: RaceCourse,
  stream: string,
  total: number,
  random: () => number,
): Promise<readonly string[]> {
  if (random() < 0.3) return [];
  const position = Math.floor(random() * total);
  await stagger(random());
  const made = random() < 0.5;
  const command = made ? ['CREATE', stream, 'late', `${position}-0`] : ['SETID', stream, 'g', `${position}-0`];
  const replies = await others
    .multi()
    .call('XGROUP', ...command)
    .xrange(stream, `(${position}-0`, '+')
    .exec();
  const rows = replies?.[1]?.[1] as [string, string[]][] | undefined; // XRANGE gives rows of id and fields
  // The old group may go on reading and acknowledge what it gets; then it needs it no more.
  return made ? (rows ?? []).map(([id]) => id) : [];
}
