import { GO, stagger, type RaceCourse } from './race-course.ts';

const SIZES = [1, 5, 40];

/**
 * A consumer is removed, or its group destroyed, while it reads and acknowledges. Every entry that was delivered and not
 * acknowledged is still pending with somebody; a group is gone only if nobody used it in between. Gives what is wrong.
 */
export async function raceRemoval(course: RaceCourse, number: number, random: () => number): Promise<string[]> {
  const { acting, others } = course;
  const stream = `removal:${number}`;
  const count = SIZES[Math.floor(random() * SIZES.length)] ?? 5;
  await prepare(course, stream, count);
  const entries = await acting.seen(stream, 'g');
  const [seen] = entries.slice(-1).map(({ id }) => id);
  if (seen === undefined) throw new Error('nothing was delivered');
  const destroys = random() < 0.3;
  const head = { job: `removal-${number}`, number: 1, stream, group: 'g', entries, last: true } as const;
  const call = destroys
    ? ({ ...head, kind: 'destroy-group', seen, pending: count } as const)
    : ({ ...head, kind: 'remove-consumer', consumers: ['leaves'], receiver: 'stays' } as const);
  const [outcome, worked] = await Promise.all([
    stagger(random()).then(() => acting.changer.run(call, GO)),
    work(course, stream, random),
  ]);
  await acting.changer.close(head.job, stream);
  const wrong: string[] = [];
  const say = (what: string): void => void wrong.push(`${call.kind} ${stream}: ${what}`);
  if (outcome.outcome === 'unknown') say('it is not known what happened');
  else if (outcome.outcome === 'done' && worked.did === 0 && !destroys && (await holdsAny(course, stream)))
    say('removed with something left to it');
  if (destroys && outcome.outcome === 'done') {
    if (worked.did > 0) say('destroyed although it was used in between');
  } else {
    const pending = await acting.pending(stream, 'g');
    for (let at = 1; at <= (await positionOf(course, stream)); at += 1) {
      const id = `${at}-0`;
      if (pending[id] === undefined && !worked.acked.has(id)) say(`${id} is neither acknowledged nor pending`);
    }
  }
  await others.unlink(stream);
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

interface Worked {
  /** Reads and acknowledgements that took effect. */
  readonly did: number;
  readonly acked: ReadonlySet<string>;
}

/** The consumer reads on, acknowledges, does both or neither. */
async function work({ others }: RaceCourse, stream: string, random: () => number): Promise<Worked> {
  const acked = new Set<string>();
  let did = 0;
  await stagger(random());
  if (random() < 0.4) {
    // Of a group that is gone nothing is read.
    const rows = await others.xreadgroup('GROUP', 'g', 'leaves', 'COUNT', 2, 'STREAMS', stream, '>').catch(() => null);
    if (rows !== null) did += 1;
  }
  if (random() < 0.4 && (await others.xack(stream, 'g', '1-0')) === 1) {
    acked.add('1-0');
    did += 1;
  }
  return { did, acked };
}

async function holdsAny({ acting }: RaceCourse, stream: string): Promise<boolean> {
  return Object.values(await acting.pending(stream, 'g')).some(([consumer]) => consumer === 'leaves');
}

/** How far the group has read; ids are 1-0, 2-0 … */
async function positionOf({ others }: RaceCourse, stream: string): Promise<number> {
  const [group] = (await others.xinfo('GROUPS', stream)) as unknown[][];
  return Number.parseInt(String(group?.[group.indexOf('last-delivered-id') + 1]), 10);
}
