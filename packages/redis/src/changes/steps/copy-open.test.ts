import { createServer, connect, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Changer, CopyCall } from '@weir/domain/actions/call';
import { MAX_ID, ZERO_ID } from '@weir/domain/entries/entry-id';
import { startRedis, type RedisRig } from '../../../../../tools/rig/redis-rig.ts';
import { Link } from '../../links/link.ts';
import { parseRedisUrl } from '../../links/redis-address.ts';
import { createReader } from '../../pages/reader.ts';
import { createChanger } from '../changer.ts';

const FRESH = { resume: false, signal: { aborted: false } };
const AGAIN = { resume: true, signal: { aborted: false } };
const EXEC = '*1\r\n$4\r\nEXEC\r\n';

let rig: RedisRig;
let gate: Server;
let write: Link;
let changer: Changer;
let jobs = 0;
/** Another one in every test: how large the first steps are depends on what is known of a stream. */
let from: string;
/** Called while the EXEC of a step is held back on its way; false = it is cut off instead. */
let beforeExec: (count: number) => Promise<boolean>;
let execs = 0;

beforeAll(async () => {
  rig = await startRedis();
  gate = createServer({ noDelay: true }, (client) => void between(client, connect({ port: rig.port, noDelay: true })));
  await new Promise<void>((resolve) => {
    gate.listen(0, '127.0.0.1', resolve);
  });
  const address = gate.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  write = new Link(parseRedisUrl(`redis://127.0.0.1:${address.port}`), 'write');
  changer = createChanger(write, createReader(write));
  write.connect();
});
beforeEach(async () => {
  await rig.call('ACL', 'SETUSER', 'default', '+@all');
  await rig.call('FLUSHALL');
  execs = 0;
  jobs += 1;
  from = `from-${jobs}`;
  beforeExec = () => Promise.resolve(true);
  await vi.waitUntil(() => write.session !== undefined, { timeout: 20_000, interval: 2 });
});
afterAll(async () => {
  await write.close();
  gate.close();
  await rig.stop();
});

async function between(client: Socket, server: Socket): Promise<void> {
  const cut = (): void => {
    client.destroy();
    server.destroy();
  };
  for (const socket of [client, server]) socket.on('error', cut).on('close', cut);
  server.pipe(client);
  // Connecting has transactions of its own.
  let adds = false;
  for await (const chunk of client as AsyncIterable<Buffer>) {
    adds ||= chunk.includes('\r\nXADD\r\n');
    const at = adds ? chunk.indexOf(EXEC) : -1;
    server.write(at < 0 ? chunk : chunk.subarray(0, at));
    if (at < 0) continue;
    adds = chunk.includes('\r\nXADD\r\n', at);
    execs += 1;
    if (!(await beforeExec(execs))) return cut();
    server.write(chunk.subarray(at));
  }
}

function copyCall(change: Partial<CopyCall> = {}): CopyCall {
  const aim = { to: 'to', create: true, after: ZERO_ID, until: MAX_ID, filter: null, originField: null };
  return { kind: 'copy', job: `open-${jobs}`, number: 1, stream: from, atMost: 10_000, ...aim, ...change };
}

async function fill(count: number): Promise<void> {
  await Promise.all(range(count).map((n) => rig.call('XADD', from, '*', 'n', String(n))));
}

async function numbersIn(stream: string): Promise<readonly number[]> {
  const rows = (await rig.call('XRANGE', stream, '-', '+')) as readonly (readonly [string, readonly string[]])[];
  return rows.filter(([, [name]]) => name === 'n').map(([, words]) => Number(words[1]));
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at);
}

/** The right to run scripts goes while the step waits for its EXEC: its entries arrive and its mark does not. */
function withoutScriptsFrom(step: number): (count: number) => Promise<boolean> {
  return async (count) => {
    if (count === step) await rig.call('ACL', 'SETUSER', 'default', '-eval');
    return true;
  };
}

describe('a step whose entries arrived and whose mark could not be written', () => {
  test.each([1, 3])('is unknown, and counted and not copied again when the call goes on (step %i)', async (step) => {
    await fill(1_000);
    const call = copyCall();
    beforeExec = withoutScriptsFrom(step);
    expect(await changer.run(call, FRESH)).toMatchObject({ outcome: 'unknown' });
    const arrived = Number(await rig.call('XLEN', 'to'));
    const recalled = await changer.recall(call.job, from, 'to');
    expect(arrived).toBeGreaterThan(recalled.found ? recalled.result.done : 0);
    await rig.call('ACL', 'SETUSER', 'default', '+@all');
    const outcome = await changer.run(call, AGAIN);
    expect(outcome).toMatchObject({
      outcome: 'done',
      result: { done: 1_000, looked: 1_000, bytes: 3_890, more: false },
    });
    expect(await numbersIn('to')).toEqual(range(1_000));
  });

  test('is found among what producers add, also with a filter and the source id', async () => {
    await fill(1_000);
    const filter = { conditions: [{ field: 'n', contains: '7' }] };
    const call = copyCall({ filter, originField: 'source id' });
    beforeExec = async (count) => {
      await rig.call('XADD', 'to', '*', 'live', String(count));
      return withoutScriptsFrom(2)(count);
    };
    expect(await changer.run(call, FRESH)).toMatchObject({ outcome: 'unknown' });
    await rig.call('XADD', 'to', '*', 'live', 'behind');
    await rig.call('ACL', 'SETUSER', 'default', '+@all');
    const wanted = range(1_000).filter((n) => String(n).includes('7'));
    const done = { done: wanted.length, looked: 1_000, more: false };
    expect(await changer.run(call, AGAIN)).toMatchObject({ outcome: 'done', result: done });
    expect(await numbersIn('to')).toEqual(wanted);
  });

  test('stops the call while that cannot be settled, and adds nothing', async () => {
    await fill(500);
    const call = copyCall();
    beforeExec = withoutScriptsFrom(2);
    await changer.run(call, FRESH);
    const arrived = Number(await rig.call('XLEN', 'to'));
    expect(await changer.run(call, AGAIN)).toMatchObject({ outcome: 'refused', code: 'WEIR-OPEN' });
    await rig.call('ACL', 'SETUSER', 'default', '+@all');
    // What would tell is taken away by a worker on the target.
    await rig.call('XTRIM', 'to', 'MAXLEN', '5');
    for (let round = 0; round < 2; round += 1) {
      expect(await changer.run(call, AGAIN)).toMatchObject({ outcome: 'refused', code: 'WEIR-OPEN' });
    }
    expect(await changer.run(call, FRESH)).toMatchObject({ outcome: 'refused' });
    expect(await rig.call('XLEN', 'to')).toBe(Math.min(5, arrived));
  });
});

describe('a step that was announced and did not run', () => {
  test.each(['nobody else', 'a producer'])('runs when the call goes on, with %s adding to the target', async (who) => {
    await fill(1_000);
    const call = copyCall();
    beforeExec = async (count) => {
      if (who === 'a producer') await rig.call('XADD', 'to', '*', 'live', String(count));
      return count !== 3;
    };
    expect((await changer.run(call, FRESH)).outcome).not.toBe('done');
    await vi.waitUntil(() => write.session !== undefined, { timeout: 20_000, interval: 2 });
    expect(await changer.run(call, AGAIN)).toMatchObject({ outcome: 'done', result: { done: 1_000, looked: 1_000 } });
    expect(await numbersIn('to')).toEqual(range(1_000));
  });

  test('stops the call when entries of the target are gone that could have been its own', async () => {
    await fill(200);
    const call = copyCall();
    beforeExec = async (count) => {
      if (count !== 2) return true;
      const id = String(await rig.call('XADD', 'to', '*', 'live', '1'));
      await rig.call('XDEL', 'to', id);
      return false;
    };
    await changer.run(call, FRESH);
    const before = await rig.call('XLEN', 'to');
    expect(await changer.run(call, AGAIN)).toMatchObject({ outcome: 'refused', code: 'WEIR-OPEN' });
    expect(await rig.call('XLEN', 'to')).toBe(before);
  });
});
