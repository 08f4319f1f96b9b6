import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CallOutcome, Changer, CopyCall } from '@weir/domain/actions/call';
import { MAX_ID, ZERO_ID, type EntryId } from '@weir/domain/entries/entry-id';
import { startFaultProxy, type FaultProxy } from '../../../../../tools/rig/fault-proxy.ts';
import { startRedis, type RedisRig } from '../../../../../tools/rig/redis-rig.ts';
import { Link } from '../../links/link.ts';
import { parseRedisUrl } from '../../links/redis-address.ts';
import { createReader } from '../../pages/reader.ts';
import { encodeCommand } from '../../resp/encode-command.ts';
import { createChanger } from '../changer.ts';

const LIVE = { aborted: false };
const FRESH = { resume: false, signal: LIVE };
const AGAIN = { resume: true, signal: LIVE };

let rig: RedisRig;
let proxy: FaultProxy;
let write: Link;
let read: Link;
let changer: Changer;
let jobs = 0;

beforeAll(async () => {
  rig = await startRedis({ args: ['--slowlog-log-slower-than', '20000'] });
  proxy = await startFaultProxy(rig.port);
  write = new Link(parseRedisUrl(proxy.url), 'write');
  read = new Link(parseRedisUrl(rig.url), 'read');
  changer = createChanger(write, createReader(read));
  write.connect();
  read.connect();
});
beforeEach(async () => {
  await proxy.set({ kind: 'pass' });
  await rig.call('FLUSHALL');
  await up();
});
afterEach(() => rig.call('CONFIG', 'SET', 'maxmemory', '0'));
afterAll(async () => {
  await Promise.all([write.close(), read.close()]);
  await proxy.stop();
  await rig.stop();
});

async function up(): Promise<void> {
  write.retryNow();
  await vi.waitUntil(() => write.session !== undefined && read.session !== undefined, { timeout: 20_000, interval: 2 });
}

function copyCall(change: Partial<CopyCall> = {}): CopyCall {
  jobs += 1;
  const aim = {
    to: 'to',
    create: true,
    after: ZERO_ID,
    until: MAX_ID,
    filter: null,
    originField: null,
    atMost: 10_000,
  };
  return { kind: 'copy', job: `replay-${jobs}`, number: 1, stream: 'from', ...aim, ...change };
}

async function add(stream: string, ...words: (string | Buffer)[]): Promise<EntryId> {
  return String(await rig.call('XADD', stream, '*', ...words)) as EntryId; // Redis writes ids canonically.
}

/** Over a socket of its own: so many arguments are more than a call of a function takes. */
async function addMany(stream: string, words: readonly string[]): Promise<void> {
  const socket = connect(rig.port, '127.0.0.1');
  socket.write(encodeCommand(['XADD', stream, '*', ...words]));
  await new Promise((resolve, reject) => socket.once('data', resolve).once('error', reject));
  socket.destroy();
}

async function fill(stream: string, count: number): Promise<readonly EntryId[]> {
  return Promise.all(Array.from({ length: count }, (_, at) => add(stream, 'n', String(at))));
}

async function wordsOf(stream: string): Promise<readonly (readonly Buffer[])[]> {
  const rows = (await rig.callBuffer('XRANGE', stream, '-', '+')) as readonly (readonly [Buffer, readonly Buffer[]])[];
  return rows.map(([, words]) => words);
}

async function numbersIn(stream: string): Promise<readonly number[]> {
  return (await wordsOf(stream)).map((words) => Number(words[1]));
}

function doneOf(outcome: CallOutcome): number {
  if (outcome.outcome !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.result.done;
}

function range(count: number, from = 0): readonly number[] {
  return Array.from({ length: count }, (_, at) => from + at);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

describe('what is copied', () => {
  test('is byte for byte the same, in order: binary, doubled and empty fields, names of objects', async () => {
    const binary = Buffer.from([0, 0xff, 0x0d, 0x0a, 0x24, 0x2d, 0xc3]);
    await add('from', 'a', '1', 'a', '2', '__proto__', 'p', '10', 'x', '9', 'y');
    await add('from', binary, binary, '', '', 'empty', '');
    await add('from', 'last', '\r\n-ERR not an error\r\n');
    const outcome = await changer.run(copyCall(), FRESH);
    expect(doneOf(outcome)).toBe(3);
    expect(await wordsOf('to')).toEqual(await wordsOf('from'));
    expect(outcome).toMatchObject({ result: { looked: 3, more: false, skipped: [], bytes: 19 + 19 + 25 } });
  });

  test('may have 50,000 fields, or 10 MB', async () => {
    await add('from', 'before', '1');
    await addMany('from', range(100_000).map(String));
    await add('from', 'large', Buffer.alloc(10_000_000, 0xfe));
    await add('from', 'behind', '2');
    expect(doneOf(await changer.run(copyCall(), FRESH))).toBe(4);
    const [from, to] = [await wordsOf('from'), await wordsOf('to')];
    expect(to.map((words) => Buffer.concat(words).equals(Buffer.concat(from[to.indexOf(words)] ?? [])))).toEqual(
      range(4).map(() => true),
    );
    expect(to[1]?.length).toBe(100_000);
  });

  test('is left out over 32 MiB, and named; what is around it is copied', async () => {
    await add('from', 'n', '0');
    const large = await add('from', 'v', Buffer.alloc(41 * 1024 * 1024));
    const over = await add('from', 'v', Buffer.alloc(32 * 1024 * 1024));
    await add('from', 'n', '3');
    const call = copyCall();
    const outcome = await changer.run(call, FRESH);
    const skipped = [large, over].map((id) => ({ id, reason: 'too-large' }));
    expect(outcome).toMatchObject({ outcome: 'done', result: { done: 2, looked: 4, skipped, more: false } });
    expect(await numbersIn('to')).toEqual([0, 3]);
    expect(await changer.recall(call.job, 'from', 'to')).toMatchObject({ complete: true, result: { skipped } });
  });

  test('lies within the range, and with a filter only what matches; the rest is counted as looked at', async () => {
    const ids = await fill('from', 3_000);
    const filter = { conditions: [{ field: 'n', contains: '77' }] };
    const [after, until] = [ids[99] ?? ZERO_ID, ids[2_899] ?? MAX_ID];
    const outcome = await changer.run(copyCall({ after, until, filter }), FRESH);
    const wanted = range(2_800, 100).filter((n) => String(n).includes('77'));
    expect(await numbersIn('to')).toEqual(wanted);
    expect(outcome).toMatchObject({ result: { done: wanted.length, looked: 2_800, reached: until, more: false } });
  });

  test('stays complete and in order where entries suddenly are a hundred times larger', async () => {
    const [small, large] = ['s'.repeat(20), 'l'.repeat(4_000)];
    await Promise.all(range(2_000).map((at) => add('from', 'n', String(at), 'v', at < 1_200 ? small : large)));
    expect(doneOf(await changer.run(copyCall(), FRESH))).toBe(2_000);
    expect(await numbersIn('to')).toEqual(range(2_000));
    const chosen = copyCall({ to: 'some', filter: { conditions: [{ field: 'v', contains: 'll' }] } });
    expect(await changer.run(chosen, FRESH)).toMatchObject({ result: { done: 800, looked: 2_000 } });
    expect(await numbersIn('some')).toEqual(range(800, 1_200));
  });

  test('gets the source id as a last field when asked', async () => {
    const id = await add('from', 'n', '1');
    await changer.run(copyCall({ originField: 'source id' }), FRESH);
    expect((await wordsOf('to'))[0]?.map(String)).toEqual(['n', '1', 'source id', id]);
  });

  test('goes to the same stream up to the end fixed before, and not for ever', async () => {
    const ids = await fill('from', 500);
    const outcome = await changer.run(copyCall({ to: 'from', until: ids.at(-1) ?? ZERO_ID }), FRESH);
    expect(doneOf(outcome)).toBe(500);
    expect(await numbersIn('from')).toEqual([...range(500), ...range(500)]);
  });

  test('follows a source that is trimmed meanwhile: what is gone is neither copied nor counted', async () => {
    const ids = await fill('from', 1_000);
    const first = copyCall({ atMost: 300, until: ids.at(-1) ?? MAX_ID });
    await changer.run(first, FRESH);
    await rig.call('XTRIM', 'from', 'MAXLEN', '400');
    const next = { ...first, number: 2, after: ids[299] ?? ZERO_ID, atMost: 10_000 };
    expect(await changer.run(next, FRESH)).toMatchObject({ outcome: 'done', result: { done: 400, looked: 400 } });
    expect(await numbersIn('to')).toEqual([...range(300), ...range(400, 600)]);
  });

  test('comes once and in order although producers add to the target all the time', async () => {
    const ids = await fill('from', 5_000);
    const producing = { on: true };
    const producer = (async () => {
      let made = 0;
      for (; producing.on; made += 10) await Promise.all(range(10).map(() => add('to', 'live', '1')));
      return made;
    })();
    const outcome = await changer.run(copyCall({ until: ids.at(-1) ?? MAX_ID }), FRESH);
    producing.on = false;
    const made = await producer;
    const rows = await wordsOf('to');
    expect(doneOf(outcome)).toBe(5_000);
    expect(rows.length).toBe(5_000 + made);
    expect(rows.filter(([name]) => String(name) === 'n').map(([, value]) => Number(value))).toEqual(range(5_000));
  });
});

describe('a call', () => {
  test('covers no more than it may, and the next one goes on behind it', async () => {
    await fill('from', 250);
    const first = copyCall({ atMost: 100 });
    const one = await changer.run(first, FRESH);
    if (one.outcome !== 'done') throw new Error(one.outcome);
    expect(one.result).toMatchObject({ done: 100, more: true });
    const rest = { ...first, number: 2, after: one.result.reached ?? ZERO_ID, atMost: 10_000 };
    expect(await changer.run(rest, FRESH)).toMatchObject({ result: { done: 150, more: false } });
    expect(await numbersIn('to')).toEqual(range(250));
  });

  test('that ran is not run again: asked anew it answers what it did', async () => {
    await fill('from', 700);
    const call = copyCall();
    const once = await changer.run(call, FRESH);
    for (const how of [AGAIN, FRESH, AGAIN]) expect(await changer.run(call, how)).toEqual(once);
    expect(await numbersIn('to')).toEqual(range(700));
    expect(await changer.recall(call.job, 'from', 'to')).toEqual({
      found: true,
      number: 1,
      complete: true,
      result: once.outcome === 'done' ? once.result : undefined,
    });
    await changer.close(call.job, 'from', 'to');
    expect(await changer.run({ ...call, number: 2 }, FRESH)).toMatchObject({ outcome: 'refused' });
    expect(await numbersIn('to')).toEqual(range(700));
  });

  test('that is stopped says how far it came, and goes on from there', async () => {
    await fill('from', 4_000);
    const call = copyCall();
    // Stops as soon as something has arrived.
    const signal = { aborted: false };
    const watching = (async () => {
      while (Number(await rig.call('XLEN', 'to')) === 0) await nextTurn();
      signal.aborted = true;
    })();
    const stopped = await changer.run(call, { resume: false, signal });
    await watching;
    if (stopped.outcome !== 'done') throw new Error(stopped.outcome);
    expect(await rig.call('XLEN', 'to')).toBe(stopped.result.done);
    expect(doneOf(await changer.run(call, AGAIN))).toBe(4_000);
    expect(await numbersIn('to')).toEqual(range(4_000));
  });

  test('cut off at any moment leaves each entry once when it goes on', async () => {
    const ids = await fill('from', 1_500);
    let cuts = 0;
    for (let round = 0; round < 12; round += 1) {
      const to = `to:${round}`;
      const call = copyCall({ to, until: ids.at(-1) ?? MAX_ID });
      let how = FRESH;
      for (;;) {
        const reach = Number(await rig.call('XLEN', to)) + 20 + round * 60;
        const state = { over: false };
        const running = changer.run(call, how).finally(() => {
          state.over = true;
        });
        while (!state.over && Number(await rig.call('XLEN', to)) < reach) await nextTurn();
        if (!state.over) proxy.cutAll();
        const { outcome } = await running;
        if (outcome === 'done') break;
        cuts += 1;
        write.retryNow();
        await vi.waitUntil(() => write.session?.client.status === 'ready', { timeout: 20_000, interval: 1 });
        how = AGAIN;
      }
      await vi.waitFor(async () => expect(doneOf(await changer.run(call, AGAIN))).toBe(1_500), 25_000);
      expect(await numbersIn(to)).toEqual(range(1_500));
    }
    expect(cuts).toBeGreaterThan(5);
  }, 120_000);

  test('held up in the network is unknown in a few seconds, and what was on its way has no effect behind what came after', async () => {
    const ids = await fill('from', 4_000);
    const call = copyCall({ until: ids.at(-1) ?? MAX_ID });
    const running = changer.run(call, FRESH);
    while (Number(await rig.call('XLEN', 'to')) < 500) await nextTurn();
    await proxy.set({ kind: 'stall' });
    const began = performance.now();
    const held = await running;
    expect(['unknown', 'refused']).toContain(held.outcome);
    expect(performance.now() - began).toBeLessThan(9_000);
    await proxy.set({ kind: 'pass' });
    await vi.waitFor(async () => expect(doneOf(await changer.run(call, AGAIN))).toBe(4_000), 25_000);
    expect(await numbersIn('to')).toEqual(range(4_000));
  });

  test('of a job whose mark is gone changes nothing', async () => {
    const ids = await fill('from', 50);
    const first = copyCall({ atMost: 10 });
    await changer.run(first, FRESH);
    await rig.call('DEL', `weir:job:${first.job}`);
    const next = { ...first, number: 2, after: ids[9] ?? ZERO_ID };
    expect(await changer.run(next, FRESH)).toMatchObject({ outcome: 'refused', code: 'WEIR-BEHIND' });
    expect(await changer.run(next, AGAIN)).toMatchObject({ outcome: 'refused', code: 'WEIR-BEHIND' });
    expect(await rig.call('XLEN', 'to')).toBe(10);
  });

  test('that is asked twice at the same time takes effect once', async () => {
    const ids = await fill('from', 1_000);
    const until = ids.at(-1) ?? MAX_ID;
    const links = [0, 1].map(() => new Link(parseRedisUrl(rig.url), 'write'));
    for (const link of links) link.connect();
    await vi.waitUntil(() => links.every(({ session }) => session !== undefined), { timeout: 20_000, interval: 2 });
    const changers = links.map((link) => createChanger(link, createReader(read)));
    for (let round = 0; round < 10; round += 1) {
      // In the first rounds one of them still has to connect.
      const call = copyCall({ to: `to:${round}`, until });
      const outcomes = await Promise.all(changers.map((each) => each.run(call, AGAIN)));
      expect(await numbersIn(call.to)).toEqual(range(1_000));
      expect(outcomes.some(({ outcome }) => outcome === 'done')).toBe(true);
    }
    await Promise.all(links.map((link) => link.close()));
  });
});

describe('a copy is refused, and nothing is added', () => {
  test('when the target is not a stream, or is not there and may not be made', async () => {
    await fill('from', 5);
    await rig.call('SET', 'text', 'x');
    await rig.call('RPUSH', 'list', 'x');
    for (const to of ['text', 'list']) {
      expect(await changer.run(copyCall({ to }), FRESH)).toMatchObject({
        outcome: 'refused',
        code: 'WEIR-TARGETNOTSTREAM',
        soFar: { done: 0 },
      });
    }
    const mistyped = await changer.run(copyCall({ to: 'mistyped', create: false }), FRESH);
    expect(mistyped).toMatchObject({ outcome: 'refused', code: 'WEIR-NOTARGET' });
    expect(await rig.call('EXISTS', 'mistyped')).toBe(0);
    expect(await rig.call('GET', 'text')).toBe('x');
  });

  test('when the source went away', async () => {
    await add('to', 'n', '1');
    expect(await changer.run(copyCall(), FRESH)).toMatchObject({ outcome: 'refused', code: 'WEIR-NOSTREAM' });
    expect(await rig.call('XLEN', 'to')).toBe(1);
  });

  test('when the target is at the highest id, also half way through a step', async () => {
    await fill('from', 40);
    await rig.call('XADD', 'full', MAX_ID, 'n', '0');
    expect(await changer.run(copyCall({ to: 'full' }), FRESH)).toMatchObject({ code: 'WEIR-TARGETFULL' });
    // Room for seven more.
    await rig.call('XADD', 'to', '18446744073709551615-18446744073709551608', 'n', '-1');
    const call = copyCall();
    const outcome = await changer.run(call, FRESH);
    expect(outcome).toMatchObject({
      outcome: 'refused',
      code: 'WEIR-TARGETFULL',
      soFar: { done: 7, looked: 7, bytes: 14, more: true },
    });
    expect(await numbersIn('to')).toEqual([-1, ...range(7)]);
    expect(await changer.recall(call.job, 'from', 'to')).toMatchObject({ complete: false, result: { done: 7 } });
  });

  test('when memory is used up, and goes on when there is some again', async () => {
    await fill('from', 100);
    const call = copyCall();
    await rig.call('CONFIG', 'SET', 'maxmemory', '1');
    expect(await changer.run(call, FRESH)).toMatchObject({ outcome: 'refused', code: 'OOM', soFar: { done: 0 } });
    expect(await rig.call('EXISTS', 'to')).toBe(0);
    await rig.call('CONFIG', 'SET', 'maxmemory', '0');
    expect(doneOf(await changer.run(call, FRESH))).toBe(100);
  });

  test('when the account may not add or may not run scripts', async () => {
    await fill('from', 10);
    for (const right of ['xadd', 'eval']) {
      await rig.call('ACL', 'SETUSER', 'default', `-${right}`);
      const outcome = await changer.run(copyCall(), FRESH);
      await rig.call('ACL', 'SETUSER', 'default', '+@all');
      expect(outcome).toMatchObject({ outcome: 'refused', code: 'NOPERM' });
    }
    expect(await rig.call('EXISTS', 'to')).toBe(0);
  });

  test('when there is no connection', async () => {
    await proxy.set({ kind: 'refuse' });
    proxy.cutAll();
    await vi.waitUntil(() => write.session === undefined, { timeout: 20_000 });
    expect(await changer.run(copyCall(), FRESH)).toMatchObject({ outcome: 'refused', code: 'NOTCONNECTED' });
  });
});
