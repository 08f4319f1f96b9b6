import type { EntryId } from '@weir/domain/entries/entry-id';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { needServer } from '../../../../tools/servers/need-server.ts';
import { startActing, type ActingRedis, type CallSketch } from './rig/acting-redis.ts';

let acting: ActingRedis;
beforeAll(async () => {
  acting = await startActing();
  for (let at = 1; at <= 10; at += 1) await acting.rig.call('XADD', 's', `${at}-0`, 'f', 'v');
});
afterAll(() => acting.close());

const id = (text: string): EntryId => text as EntryId; // canonical by hand

type DestroyGroupSketch = Extract<CallSketch, { kind: 'destroy-group' }>;

interface Facts {
  readonly position: string;
  readonly entriesRead: number | null;
}

async function group(name: string, on = acting): Promise<Facts | undefined> {
  const facts = await on.look.stream('s');
  if (typeof facts === 'string') return undefined;
  const found = facts.groups.find((each) => each.group === name);
  if (found === undefined) return undefined;
  return { position: found.position, entriesRead: found.entriesRead.known ? found.entriesRead.value : null };
}

test('a group is made at its position, with its count where that is known, and never over another', async () => {
  const call = { kind: 'create-group', stream: 's', group: 'new', position: id('4-0'), entriesRead: 4 } as const;
  expect(await acting.run(call)).toMatchObject({ outcome: 'done', result: { done: 1, more: false } });
  expect(await group('new')).toEqual({ position: '4-0', entriesRead: 4 });
  expect(await acting.run({ ...call, position: id('9-0') })).toMatchObject({ code: 'WEIR-GROUPEXISTS' });
  expect(await group('new')).toMatchObject({ position: '4-0' });
  await acting.run({ ...call, group: 'uncounted', entriesRead: null });
  expect(await group('uncounted')).toMatchObject({ position: '4-0' });
});

test('a group is not made on what is not there', async () => {
  const call = { kind: 'create-group', stream: 'none', group: 'g', position: id('0-0'), entriesRead: null } as const;
  expect(await acting.run(call)).toMatchObject({ outcome: 'refused', code: 'WEIR-NOSTREAM' });
  expect(await acting.rig.call('EXISTS', 'none')).toBe(0);
});

describe('a position', () => {
  const call = {
    kind: 'move-position',
    stream: 's',
    group: 'moves',
    seen: id('6-0'),
    position: id('2-0'),
    entriesRead: 2,
    mayReadOn: true,
  } as const;
  beforeEach(async () => {
    await acting.rig.call('XGROUP', 'DESTROY', 's', 'moves');
    await acting.rig.call('XGROUP', 'CREATE', 's', 'moves', '6-0', 'ENTRIESREAD', 6);
  });

  test('moves from where it was seen, says where it stood, and never from further back', async () => {
    const before = { position: '6-0', entriesRead: 6 };
    expect(await acting.run(call)).toMatchObject({ outcome: 'done', result: { done: 1, before } });
    expect(await group('moves')).toEqual({ position: '2-0', entriesRead: 2 });
    expect(await acting.run({ ...call, position: id('1-0') })).toMatchObject({ code: 'WEIR-MOVED' });
    expect(await group('moves')).toMatchObject({ position: '2-0' });
    expect(await acting.run({ ...call, group: 'none' })).toMatchObject({ code: 'WEIR-NOGROUP' });
  });

  test('moves back although the group has read on, and says from where it really came', async () => {
    await acting.rig.call('XREADGROUP', 'GROUP', 'moves', 'w', 'COUNT', 2, 'STREAMS', 's', '>');
    const job = 'reads-on';
    const outcome = await acting.run({ ...call, job });
    expect(outcome).toMatchObject({ result: { before: { position: '8-0', entriesRead: 8 } } });
    expect(await acting.changer.recall(job, 's')).toMatchObject({ result: { before: { position: '8-0' } } });
    expect(await group('moves')).toMatchObject({ position: '2-0' });
  });

  test('is taken from exactly where it was seen when reading on is not allowed', async () => {
    const { mayReadOn: _, ...exactly } = call;
    await acting.rig.call('XREADGROUP', 'GROUP', 'moves', 'w', 'COUNT', 1, 'STREAMS', 's', '>');
    expect(await acting.run(exactly)).toMatchObject({ code: 'WEIR-MOVED' });
    expect(await acting.run({ ...exactly, seen: id('7-0') })).toMatchObject({ outcome: 'done' });
  });

  test('never turns a move forward into one back', async () => {
    const forward = { ...call, position: id('7-0'), entriesRead: 7 };
    await acting.rig.call('XREADGROUP', 'GROUP', 'moves', 'w', 'COUNT', 2, 'STREAMS', 's', '>');
    expect(await acting.run(forward)).toMatchObject({ code: 'WEIR-MOVED' });
    expect(await acting.run({ ...forward, position: id('9-0') })).toMatchObject({ outcome: 'done' });
    expect(await group('moves')).toMatchObject({ position: '9-0' });
  });
});

/** Half of the entries are pending, with two consumers. */
async function held(name: string): Promise<DestroyGroupSketch> {
  await acting.rig.call('XGROUP', 'CREATE', 's', name, '0');
  for (const who of ['a', 'b']) {
    await acting.rig.call('XREADGROUP', 'GROUP', name, who, 'COUNT', 3, 'STREAMS', 's', '>');
  }
  const entries = await acting.seen('s', name);
  return { kind: 'destroy-group', stream: 's', group: name, seen: id('6-0'), pending: 6, entries, last: true };
}

describe('a group is destroyed', () => {
  test('as it was seen, and the answer says where it stood', async () => {
    const call = await held('whole');
    const before = { position: '6-0', entriesRead: 6 };
    expect(await acting.run(call)).toMatchObject({ outcome: 'done', result: { done: 1, looked: 6, before } });
    expect(await group('whole')).toBeUndefined();
    expect(await acting.ids('s')).toHaveLength(10);
    expect(await acting.run(call)).toMatchObject({ outcome: 'refused', code: 'WEIR-NOGROUP' });
  });

  test('but for nothing when one pending entry is another than was seen', async () => {
    const deeds: readonly (readonly [name: string, code: string, ...words: (string | number)[]])[] = [
      ['acked', 'WEIR-PENDINGCHANGED', 'XACK', 's', 'acked', '2-0'],
      ['taken', 'WEIR-PENDINGCHANGED', 'XCLAIM', 's', 'taken', 'b', 0, '1-0', 'JUSTID'],
      ['again', 'WEIR-PENDINGCHANGED', 'XCLAIM', 's', 'again', 'a', 0, '1-0'],
      ['swapped', 'WEIR-PENDINGCHANGED', 'XCLAIM', 's', 'swapped', 'b', 0, '3-0', 'JUSTID'],
      ['read', 'WEIR-READON', 'XREADGROUP', 'GROUP', 'read', 'a', 'COUNT', 1, 'STREAMS', 's', '>'],
      ['moved', 'WEIR-READON', 'XGROUP', 'SETID', 's', 'moved', '5-0'],
    ];
    for (const [name, code, ...words] of deeds) {
      const call = await held(name);
      if (name === 'swapped') await acting.rig.call('XCLAIM', 's', name, 'a', 0, '4-0', 'JUSTID');
      await acting.rig.call(...words);
      expect(await acting.run(call), name).toMatchObject({ outcome: 'refused', code, soFar: { done: 0 } });
      expect(await group(name), name).toBeDefined();
    }
  });

  test('of any length: all calls but the last one only compare', async () => {
    await acting.rig.call('XGROUP', 'CREATE', 's', 'long', '0');
    await acting.rig.call('XREADGROUP', 'GROUP', 'long', 'a', 'STREAMS', 's', '>');
    const all = await acting.seen('s', 'long');
    const call = { kind: 'destroy-group', stream: 's', group: 'long', seen: id('10-0'), pending: 10 } as const;
    const first = { ...call, job: 'long', number: 1, entries: all.slice(0, 6), last: false };
    expect(await acting.run(first)).toMatchObject({ outcome: 'done', result: { done: 0, looked: 6 } });
    expect(await group('long')).toBeDefined();
    const second = { ...call, job: 'long', number: 2, entries: all.slice(6), last: true };
    // One of the first call was acknowledged since: the length of the list tells.
    await acting.rig.call('XACK', 's', 'long', '1-0');
    expect(await acting.run(second)).toMatchObject({ code: 'WEIR-PENDINGCHANGED' });
    await acting.rig.call('XGROUP', 'SETID', 's', 'long', '0');
    await acting.rig.call('XREADGROUP', 'GROUP', 'long', 'a', 'COUNT', 1, 'STREAMS', 's', '>');
    await acting.rig.call('XGROUP', 'SETID', 's', 'long', '10-0');
    expect(await acting.run(second)).toMatchObject({ outcome: 'done', result: { done: 1, looked: 4 } });
    expect(await group('long')).toBeUndefined();
  });

  test('with an empty list, and with a name that is no text', async () => {
    const name = Buffer.from([0x67, 0xff, 0x20, 0x22]);
    await acting.rig.call('XGROUP', 'CREATE', 's', name, '4-0');
    const call = { kind: 'destroy-group', stream: 's', group: 'g\\xff "', seen: id('4-0'), pending: 0 } as const;
    expect(await acting.run({ ...call, entries: [], last: true })).toMatchObject({
      outcome: 'done',
      result: { done: 1 },
    });
    expect(await group('g\\xff "')).toBeUndefined();
  });
});

test('memory that is used up forbids to make a group, and nothing is changed', async () => {
  await acting.rig.call('CONFIG', 'SET', 'maxmemory', '1');
  const call = { kind: 'create-group', stream: 's', group: 'full', position: id('0-0'), entriesRead: null } as const;
  const outcome = await acting.run({ ...call, job: 'oom' });
  await acting.rig.call('CONFIG', 'SET', 'maxmemory', '0');
  expect(outcome).toMatchObject({ outcome: 'refused', code: 'OOM' });
  expect(await group('full')).toBeUndefined();
  expect(await acting.changer.recall('oom', 's')).toEqual({ found: false });
});

test('servers that count nothing are not asked to', async (context) => {
  const old = await startActing({ binary: await needServer(context, 'redis-6.0.16') });
  await old.rig.call('XADD', 's', '1-0', 'f', 'v');
  const call = { kind: 'create-group', stream: 's', group: 'g', position: id('1-0'), entriesRead: 1 } as const;
  expect(await old.run(call)).toMatchObject({ outcome: 'done' });
  expect(await group('g', old)).toEqual({ position: '1-0', entriesRead: null });
  const move = { kind: 'move-position', stream: 's', group: 'g', seen: id('1-0'), position: id('0-0') } as const;
  const before = { position: '1-0', entriesRead: null };
  expect(await old.run({ ...move, entriesRead: 0 })).toMatchObject({ outcome: 'done', result: { before } });
  const end = { kind: 'destroy-group', stream: 's', group: 'g', seen: id('0-0'), pending: 0 } as const;
  expect(await old.run({ ...end, entries: [], last: true })).toMatchObject({ outcome: 'done', result: { done: 1 } });
  expect(await group('g', old)).toBeUndefined();
  await old.close();
});
