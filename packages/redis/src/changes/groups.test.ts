import type { EntryId } from '@weir/domain/entries/entry-id';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { needServer } from '../../../../tools/servers/need-server.ts';
import { startActing, type ActingRedis } from './rig/acting-redis.ts';

let acting: ActingRedis;
beforeAll(async () => {
  acting = await startActing();
  for (let at = 1; at <= 10; at += 1) await acting.rig.call('XADD', 's', `${at}-0`, 'f', 'v');
});
afterAll(() => acting.close());

const id = (text: string): EntryId => text as EntryId; // canonical by hand

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

test('a position moves from where it was seen, and from nowhere else', async () => {
  await acting.rig.call('XGROUP', 'CREATE', 's', 'moves', '8-0');
  const call = {
    kind: 'move-position',
    stream: 's',
    group: 'moves',
    seen: id('8-0'),
    position: id('2-0'),
    entriesRead: 2,
  } as const;
  expect(await acting.run(call)).toMatchObject({ outcome: 'done', result: { done: 1 } });
  expect(await group('moves')).toEqual({ position: '2-0', entriesRead: 2 });
  expect(await acting.run({ ...call, position: id('1-0') })).toMatchObject({ code: 'WEIR-MOVED' });
  expect(await group('moves')).toMatchObject({ position: '2-0' });
  expect(await acting.run({ ...call, group: 'none' })).toMatchObject({ code: 'WEIR-NOGROUP' });
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
  await old.close();
});
