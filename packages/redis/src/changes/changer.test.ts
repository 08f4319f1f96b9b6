import type { Call, CallOutcome } from '@weir/domain/actions/call';
import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { startFaultProxy, type FaultProxy } from '../../../../tools/rig/fault-proxy.ts';
import { startActing, type ActingRedis } from './rig/acting-redis.ts';

let acting: ActingRedis;
let proxy: FaultProxy;
let jobs = 0;
beforeAll(async () => {
  acting = await startActing({
    async url(rig) {
      proxy = await startFaultProxy(rig.port);
      return proxy.url;
    },
  });
});
afterEach(() => proxy.set({ kind: 'pass' }));
afterAll(async () => {
  await acting.close();
  await proxy.stop();
});

const GO = { resume: false, signal: { aborted: false } };
function codeOf(outcome: CallOutcome): string {
  return outcome.outcome === 'refused' ? outcome.code : outcome.outcome;
}

const RESUME = { ...GO, resume: true };

/** A job that acknowledges `count` pending entries of a stream of its own. */
async function prepared(
  count: number,
): Promise<{ stream: string; seen: SeenEntry[]; call: Call; left(): Promise<number> }> {
  jobs += 1;
  const { rig } = acting;
  const stream = `s${jobs}`;
  for (let at = 1; at <= count; at += 1) void rig.call('XADD', stream, `${at}-0`, 'f', 'v');
  await rig.call('XGROUP', 'CREATE', stream, 'g', '0');
  await rig.call('XREADGROUP', 'GROUP', 'g', 'c', 'STREAMS', stream, '>');
  const seen = await acting.seen(stream, 'g');
  const call: Call = { kind: 'acknowledge', job: `job-${jobs}`, number: 1, stream, group: 'g', entries: seen };
  const left = async (): Promise<number> => ((await rig.call('XPENDING', stream, 'g')) as [number])[0];
  return { stream, seen, call, left };
}

async function up(): Promise<void> {
  acting.write.retryNow();
  await vi.waitUntil(() => acting.write.session !== undefined, { timeout: 20_000, interval: 2 });
}

describe('a call', () => {
  test('leaves a mark that says what it did; once that is closed, nothing late takes effect, and it goes by itself', async () => {
    const { stream, call, left } = await prepared(250);
    expect(await acting.changer.recall(call.job, stream)).toEqual({ found: false });
    expect(await acting.changer.run(call, GO)).toMatchObject({ outcome: 'done', result: { done: 250 } });
    expect(await acting.changer.recall(call.job, stream)).toMatchObject({
      found: true,
      number: 1,
      complete: true,
      result: { done: 250, looked: 250 },
    });
    expect(await acting.rig.call('TTL', `weir:job:${call.job}`)).toBe(-1);
    await acting.changer.close(call.job, stream);
    expect(await acting.rig.call('TTL', `weir:job:${call.job}`)).toBeGreaterThan(80_000);
    expect(await acting.changer.recall(call.job, stream)).toMatchObject({ number: 1, result: { done: 250 } });
    expect(await acting.changer.run({ ...call, number: 2 }, GO)).toMatchObject({
      outcome: 'refused',
      code: 'WEIR-AHEAD',
    });
    expect(await left()).toBe(0);
  });

  test('is done once, however often it is asked for', async () => {
    const { stream, seen, call } = await prepared(5);
    const first = await acting.changer.run(call, GO);
    for (const { id } of seen) await acting.rig.call('XCLAIM', stream, 'g', 'c', 0, id, 'FORCE', 'JUSTID');
    expect(await acting.changer.run(call, RESUME)).toEqual(first);
    expect(await acting.changer.run(call, GO)).toEqual(first);
    expect(Object.keys(await acting.pending(stream, 'g'))).toHaveLength(5);
  });

  test('cut off after Redis got it is unknown; going on finds what ran and does the rest, once', async () => {
    for (let cut = 0; cut < 8; cut += 1) {
      const { call, left, stream } = await prepared(700);
      await up();
      const running = acting.changer.run(call, GO);
      await vi.waitUntil(async () => (await left()) < 700 - cut * 50, { timeout: 20_000, interval: 0 });
      await proxy.set({ kind: 'cutAfterForward' });
      const outcome = await running;
      await proxy.set({ kind: 'pass' });
      await up();
      const after = 700 - (await left());
      if (outcome.outcome === 'unknown') {
        expect(await acting.changer.recall(call.job, stream)).toMatchObject({ result: { done: after } });
      }
      const rest = await acting.changer.run(call, RESUME);
      expect(rest).toMatchObject({ outcome: 'done', result: { done: 700, looked: 700, skipped: [], more: false } });
    }
  });

  test('stops between two steps when told, and the next call takes over from there', async () => {
    const { call, seen, left } = await prepared(900);
    const signal = { aborted: false };
    const running = acting.changer.run(call, { resume: false, signal });
    await vi.waitUntil(async () => (await left()) < 900, { timeout: 20_000, interval: 0 });
    signal.aborted = true;
    const outcome = await running;
    if (outcome.outcome !== 'done') throw new Error('not done');
    const { done, more } = outcome.result;
    expect(more).toBe(done < 900);
    const next = { ...call, number: 2, entries: seen.slice(done) } as Call; // the same kind as before
    if (done < 900) expect(await acting.changer.run(next, GO)).toMatchObject({ result: { done: 900 - done } });
    expect(await left()).toBe(0);
  });

  test('goes on when the server has forgotten its scripts', async () => {
    const { call, left } = await prepared(500);
    await acting.rig.call('SCRIPT', 'FLUSH');
    const running = acting.changer.run(call, GO);
    await vi.waitUntil(async () => (await left()) < 500, { timeout: 20_000, interval: 0 });
    await acting.rig.call('SCRIPT', 'FLUSH');
    expect(await running).toMatchObject({ outcome: 'done', result: { done: 500, skipped: [] } });
  });

  test('changes nothing when Redis stands behind or ahead of what is on record', async () => {
    const { call, stream, left } = await prepared(5);
    expect(codeOf(await acting.changer.run({ ...call, number: 2 }, GO))).toBe('WEIR-BEHIND');
    expect(codeOf(await acting.changer.run({ ...call, number: 2 }, RESUME))).toBe('WEIR-BEHIND');
    await acting.rig.call('HSET', `weir:job:${call.job}`, 'call', 3, 'step', 1, 'complete', 1);
    expect(codeOf(await acting.changer.run(call, GO))).toBe('WEIR-AHEAD');
    expect(codeOf(await acting.changer.run(call, RESUME))).toBe('WEIR-AHEAD');
    await acting.rig.call('SET', `weir:job:${call.job}`, 'text');
    expect(codeOf(await acting.changer.run(call, GO))).toBe('WRONGTYPE');
    expect(await left()).toBe(5);
    expect(stream).not.toBe('');
  });

  test('notices a mark put back to an older step of the call before', async () => {
    const { call, seen } = await prepared(400);
    await acting.changer.run({ ...call, entries: seen.slice(0, 300) } as Call, GO); // the same kind as before
    await acting.rig.call('HSET', `weir:job:${call.job}`, 'step', 1);
    const next = { ...call, number: 2, entries: seen.slice(300) } as Call; // the same kind as before
    expect(await acting.changer.run(next, GO)).toMatchObject({ outcome: 'refused', code: 'WEIR-BEHIND' });
  });

  test('goes on when memory is used up, for acknowledging frees some', async () => {
    const { call, left } = await prepared(300);
    await acting.rig.call('CONFIG', 'SET', 'maxmemory', '1');
    const outcome = await acting.changer.run(call, GO);
    await acting.rig.call('CONFIG', 'SET', 'maxmemory', '0');
    expect(outcome).toMatchObject({ outcome: 'done', result: { done: 300 } });
    expect(await left()).toBe(0);
  });

  test.each(['xack', 'hset', 'xpending', 'hdel', 'hmget', 'evalsha'])(
    'is refused, with nothing changed, when the account lacks %s',
    async (command) => {
      const { call, left } = await prepared(3);
      await acting.rig.call('ACL', 'SETUSER', 'default', `-${command}`);
      const outcome = await acting.changer.run(call, GO);
      await acting.rig.call('ACL', 'SETUSER', 'default', '+@all');
      expect(outcome).toMatchObject({ outcome: 'refused', code: 'NOPERM', soFar: { done: 0 } });
      expect(JSON.stringify(outcome)).toContain(`+${command}`);
      expect(await left()).toBe(3);
    },
  );

  test('is refused by a replica', async () => {
    const { call, left } = await prepared(3);
    await acting.rig.call('REPLICAOF', '127.0.0.1', '1');
    const outcome = await acting.changer.run(call, GO);
    await acting.rig.call('REPLICAOF', 'NO', 'ONE');
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'READONLY' });
    expect(await left()).toBe(3);
  });

  test('without a connection nothing is sent and nothing is changed', async () => {
    const { call, left } = await prepared(3);
    await proxy.set({ kind: 'refuse' });
    await vi.waitUntil(() => acting.write.session === undefined, { timeout: 20_000 });
    expect(await acting.changer.run(call, GO)).toMatchObject({ outcome: 'refused', code: 'NOTCONNECTED' });
    expect((await acting.changer.run(call, RESUME)).outcome).toBe('unknown');
    await expect(acting.changer.recall(call.job, 'x')).rejects.toMatchObject({ reason: 'not-connected' });
    await proxy.set({ kind: 'pass' });
    await up();
    expect(await left()).toBe(3);
  });
});

describe('acknowledging', () => {
  test('leaves what is not as seen and says why', async () => {
    const { call, stream } = await prepared(6);
    await acting.rig.call('XACK', stream, 'g', '1-0');
    await acting.rig.call('XCLAIM', stream, 'g', 'other', 0, '2-0', 'JUSTID');
    await acting.rig.call('XCLAIM', stream, 'g', 'c', 0, '3-0');
    expect(await acting.changer.run(call, GO)).toMatchObject({
      outcome: 'done',
      result: {
        done: 3,
        skipped: [
          { id: '1-0', reason: 'not-pending' },
          { id: '2-0', reason: 'other-owner', consumer: 'other' },
          { id: '3-0', reason: 'delivered-again' },
        ],
      },
    });
    expect(await acting.pending(stream, 'g')).toEqual({ '2-0': ['other', 1], '3-0': ['c', 2] });
  });
});

test('who answers is told with where its history stands', async () => {
  const lineage = await acting.changer.lineage();
  expect(lineage).toMatchObject({ role: 'primary' });
  expect(lineage.runId).toMatch(/^[0-9a-f]{40}$/);
});
