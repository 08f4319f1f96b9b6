import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { replayInput, type InputOf } from '@weir/domain/actions/action-input';
import type { Look, Walk } from '@weir/domain/actions/look';
import type { Draft, Plan } from '@weir/domain/actions/plan';
import { replay } from '@weir/domain/actions/replay';
import { MAX_ID, ZERO_ID, type EntryId } from '@weir/domain/entries/entry-id';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { NO_PAST } from '../changes/rig/no-past.ts';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { Link } from '../links/link.ts';
import { parseRedisUrl } from '../links/redis-address.ts';
import { createReader } from '../pages/reader.ts';
import { createLook } from './look.ts';

const ALL = { after: ZERO_ID, until: MAX_ID };

let rig: RedisRig;
let link: Link;
let look: Look;
let looked = 0;

beforeAll(async () => {
  rig = await startRedis();
  link = new Link(parseRedisUrl(rig.url), 'read');
  look = createLook(link, createReader(link));
  link.connect();
  await vi.waitUntil(() => link.session !== undefined, { timeout: 20_000, interval: 2 });
});
beforeEach(() => rig.call('FLUSHALL'));
afterAll(async () => {
  await link.close();
  await rig.stop();
});

function walk(atMost = 1_000_000): Walk {
  return { signal: { aborted: false }, atMost, progress };
}

function progress(count: number): void {
  looked = count;
}

/** Entries 1-0, 2-0 … with a number each. */
async function fill(stream: string, count: number, step = 1): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, at) => rig.call('XADD', stream, `${(at + 1) * step}-0`, 'n', String(at + 1))),
  );
}

function draft(input: Partial<InputOf<'replay'>> & Pick<InputOf<'replay'>, 'target'>): Promise<Draft> {
  const freezer = {
    freeze: () => Promise.resolve(),
    progress: () => {},
    signal: { aborted: false },
    liveWithinMs: 1,
    past: NO_PAST,
  };
  return replay.draft(look, inputOf(input), freezer);
}

function inputOf(input: object): InputOf<'replay'> {
  return replayInput.parse({ kind: 'replay', connection: 'c', stream: 'from', ...input });
}

function toStream(stream: string, create = false): { stream: string; create: boolean; originField: null } {
  return { stream, create, originField: null };
}

/** As the operator reads it. */
function refusalOf({ refusal, work }: Draft): string {
  expect(work).toBeNull();
  return refusal === null ? '' : plainSentence(refusal, 0);
}

const upTo = (until: string) => ({ after: ZERO_ID, until: until as EntryId });

describe('count', () => {
  test('is exact, tells how far it is, and leaves the payload where it is', async () => {
    await fill('from', 2_500);
    const before = Number(/total_net_output_bytes:(\d+)/.exec(String(await rig.call('INFO', 'stats')))?.[1]);
    await rig.call('XADD', 'from', '2501-0', 'n', Buffer.alloc(5_000_000));
    expect(await look.count('from', ALL, walk())).toEqual({ entries: 2_501, complete: true, reached: '2501-0' });
    const behind = Number(/total_net_output_bytes:(\d+)/.exec(String(await rig.call('INFO', 'stats')))?.[1]);
    expect(behind - before).toBeLessThan(100_000);
    expect(looked).toBe(2_501);
    const part = { after: '10-0' as EntryId, until: '20-0' as EntryId };
    expect(await look.count('from', part, walk())).toMatchObject({ entries: 10, complete: true });
    expect(await look.count('from', ALL, walk(700))).toEqual({ entries: 700, complete: false, reached: '700-0' });
  });

  test('goes back, too: so many entries from an id on', async () => {
    await fill('from', 1_500);
    expect(await look.countBack('from', upTo('1400-0'), walk(600))).toMatchObject({ entries: 600, reached: '801-0' });
    expect(await look.countBack('from', upTo('30-7'), walk(100))).toEqual({
      entries: 30,
      complete: true,
      reached: '1-0',
    });
    const part = { after: '10-0' as EntryId, until: '20-0' as EntryId };
    expect(await look.countBack('from', part, walk())).toEqual({ entries: 10, complete: true, reached: '11-0' });
    expect(await look.countBack('from', upTo('0-1'), walk())).toMatchObject({ entries: 0, reached: null });
  });

  test('comes to the same where scripts are not allowed', async () => {
    await fill('from', 1_200);
    await rig.call('ACL', 'SETUSER', 'default', '-eval');
    const counted = await look.count('from', ALL, walk());
    const back = await look.countBack('from', ALL, walk(7));
    const all = await look.countBack('from', { after: '1195-0' as EntryId, until: MAX_ID }, walk());
    await rig.call('ACL', 'SETUSER', 'default', '+@all');
    expect(counted).toEqual({ entries: 1_200, complete: true, reached: '1200-0' });
    expect(back).toEqual({ entries: 7, complete: false, reached: '1194-0' });
    expect(all).toEqual({ entries: 5, complete: true, reached: '1196-0' });
  });
});

describe('survey', () => {
  test('counts, weighs, draws and shows what matches', async () => {
    await fill('from', 3_000);
    const filter = { conditions: [{ field: 'n', contains: '99' }] };
    const survey = await look.survey('from', ALL, filter, walk());
    const wanted = Array.from({ length: 3_000 }, (_, at) => String(at + 1)).filter((n) => n.includes('99'));
    expect(survey).toMatchObject({ entries: 3_000, complete: true, matching: wanted.length, reached: '3000-0' });
    expect(survey.bytes).toBe(wanted.reduce((sum, n) => sum + n.length + 1, 0));
    expect(survey.sample.map(({ fields }) => fields[0]?.[1])).toEqual(wanted.slice(0, 20));
    expect(survey.histogram.length).toBeLessThanOrEqual(60);
    expect(survey.histogram.length).toBeGreaterThan(25);
    expect(survey.histogram[0]).toMatchObject({ from: 1 });
    expect(survey.histogram.reduce((sum, { all }) => sum + all, 0)).toBe(3_000);
    expect(survey.histogram.reduce((sum, { matching }) => sum + matching, 0)).toBe(wanted.length);
  });

  test('compares whole values, also those a page would cut', async () => {
    await rig.call('XADD', 'from', '1-0', 'v', `${'x'.repeat(20_000)}needle`);
    const filter = { conditions: [{ field: 'v', contains: 'needle' }] };
    expect(await look.survey('from', ALL, filter, walk())).toMatchObject({ matching: 1, bytes: 20_007 });
  });

  test('stops where it may look no further, and says so', async () => {
    await fill('from', 900);
    expect(await look.survey('from', ALL, null, walk(300))).toMatchObject({
      entries: 300,
      complete: false,
      reached: '300-0',
    });
  });
});

describe('a plan to copy to a stream', () => {
  test('counts exactly, names the groups that will read, and can be pasted', async () => {
    await fill('from', 250);
    await rig.call('XADD', 'to', '*', 'n', '0');
    await rig.call('XGROUP', 'CREATE', 'to', 'billing', '0');
    await rig.call('XGROUP', 'CREATECONSUMER', 'to', 'billing', 'worker-1');
    const plan = await draft({ target: toStream('to'), from: '51-0' as EntryId });
    expect(plan).toMatchObject({
      title: 'Copy 200 entries to to',
      affects: { count: 200, exact: true },
      refusal: null,
    });
    expect(plan.groups).toMatchObject([
      { group: 'billing', effect: 'reads-new', entries: { count: 200, exact: true } },
    ]);
    expect(plainSentence(plan.groups[0]?.sentence ?? [], 0)).toBe(
      'billing reads 200 copies as new entries; it has 1 consumer.',
    );
    expect(plan.work).toMatchObject({
      do: 'copy',
      after: '50-18446744073709551615',
      until: '250-0',
      readers: ['billing'],
    });
    expect(plan.preview).toMatchObject({ inRange: { known: true, value: 200 }, targetLength: 1 });
    const reached = await pasted(plan.commands[0] ?? '');
    expect([reached, await rig.call('XLEN', 'to')]).toEqual(['150-0', 101]);
  });

  test('counts a large range where it lies, and draws it', async () => {
    await fill('from', 6_000, 10);
    const plan = await draft({ target: toStream('to', true) });
    expect(plan.affects).toEqual({ count: 6_000, exact: true });
    if (plan.preview.of !== 'replay') throw new Error(plan.preview.of);
    expect(plan.preview.histogram.length).toBe(60);
    expect(plan.preview.histogram.every(({ all }) => all >= 90 && all <= 110)).toBe(true);
    expect(plan.preview.bytes.known).toBe(false);
  });

  test('takes a filter, and is fixed at the last entry there is', async () => {
    await fill('from', 100);
    const filter = { conditions: [{ field: 'n', is: '42' }] };
    const plan = await draft({ target: toStream('from'), filter, to: '999999-0' as EntryId });
    expect(plan.work).toMatchObject({ do: 'copy', until: '100-0', filter });
    expect(plan).toMatchObject({ affects: { count: 1, exact: true }, preview: { inRange: { value: 100 } } });
    expect(plan.commands[1]).toBe('XADD from NOMKSTREAM * n 42');
  });

  test('is refused with what to do instead', async () => {
    const target = toStream('to');
    expect(refusalOf(await draft({ target }))).toMatch(/no stream of that name/);
    await fill('from', 10);
    await rig.call('SET', 'text', 'x');
    expect(refusalOf(await draft({ target }))).toBe(
      'There is no stream to. Allow it to be created, or choose another target.',
    );
    expect(refusalOf(await draft({ target: toStream('text', true) }))).toMatch(/something other than a stream/);
    const filter = { conditions: [{ field: 'n', is: 'none' }] };
    expect(refusalOf(await draft({ target: toStream('to', true), filter }))).toMatch(/No entry of this range matches/);
    const behind = { from: '11-0' as EntryId, target: toStream('to', true) };
    expect(refusalOf(await draft(behind))).toMatch(/No entry lies in this range/);
    await rig.call('XADD', 'full', MAX_ID, 'n', '0');
    expect(refusalOf(await draft({ target: toStream('full') }))).toMatch(/highest id/);
  });

  test('may not be applied when source or target became another', async () => {
    await fill('from', 10);
    const input = { target: toStream('to', true) };
    const plan = planOf(await draft(input), input);
    expect(await replay.moved(look, plan)).toEqual([]);
    await rig.call('XADD', 'to', '*', 'n', '1');
    expect(await replay.moved(look, plan)).toEqual(['The target stream exists now.']);
    await rig.call('DEL', 'from', 'to');
    await fill('from', 3);
    expect(await replay.moved(look, plan)).toEqual(['The stream was deleted and made anew under the same name.']);
  });
});

test('two replays are the same when they read the same and put it in the same place, however fast', () => {
  const one = inputOf({ target: { stream: 'to' }, from: '1-0' });
  expect(replay.sameAim(one, inputOf({ target: { stream: 'to' }, from: '1-0', ratePerSecond: 9, again: true }))).toBe(
    true,
  );
  expect(replay.sameAim(one, inputOf({ target: { stream: 'to' } }))).toBe(false);
  expect(replay.sameAim(one, inputOf({ target: { stream: 'other' }, from: '1-0' }))).toBe(false);
});

function planOf(draft: Draft, input: object): Plan {
  const made = { planId: 'p', fingerprint: 'f', kind: 'replay', connection: 'c', stream: 'from', group: null } as const;
  return { ...draft, ...made, input: inputOf(input), actor: 'a', createdAt: 0, expiresAt: 1, seenAt: 0 };
}

/** A line as redis-cli would send it: words between blanks, double quotes around some. */
function pasted(line: string): Promise<unknown> {
  const words = [...line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  return rig.call(...words);
}
