import type { EntryId } from '@weir/domain/entries/entry-id';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { needServer } from '../../../../tools/servers/need-server.ts';
import { startActing, type ActingRedis } from './rig/acting-redis.ts';

const DAY_MS = 86_400_000;
const id = (text: string): EntryId => text as EntryId; // canonical by hand

let acting: ActingRedis;
const call = (...words: (string | number | Buffer)[]): Promise<unknown> => acting.rig.call(...words);
beforeAll(async () => {
  acting = await startActing();
});
afterAll(() => acting.close());
beforeEach(async () => {
  await call('FLUSHALL');
  await fill();
});

/** Ten entries; a group has three of them pending. */
async function fill(on = acting): Promise<void> {
  for (let at = 1; at <= 10; at += 1) await on.rig.call('XADD', 's', `${at}-0`, 'f', 'v');
  await on.rig.call('XGROUP', 'CREATE', 's', 'g', '0');
  await on.rig.call('XREADGROUP', 'GROUP', 'g', 'w', 'COUNT', 3, 'STREAMS', 's', '>');
}

const deletion = (job: string) =>
  ({ kind: 'delete-stream', job, stream: 's', seen: id('10-0'), groups: ['g'], keepMs: DAY_MS }) as const;
const restoration = (of: string) => ({ kind: 'restore-stream', stream: 's', deletion: of }) as const;

describe('a stream that is deleted', () => {
  test('lies in the trash as it was, and comes back as it was', async () => {
    const before = await acting.look.stream('s');
    const pending = await acting.pending('s', 'g');
    expect(await acting.run(deletion('gone-1'))).toMatchObject({ outcome: 'done', result: { done: 1 } });
    expect(await acting.look.stream('s')).toBe('none');
    const trashed = await acting.look.trashed('gone-1', 's');
    expect(trashed).toMatchObject({ length: 10, groups: 1 });
    expect((trashed?.until ?? 0) - (trashed?.deletedAt ?? 0)).toBe(DAY_MS);
    expect(await acting.run(restoration('gone-1'))).toMatchObject({ outcome: 'done', result: { done: 1 } });
    expect(await acting.look.stream('s')).toMatchObject({ ...(before as object), at: expect.any(Number) });
    expect(await acting.pending('s', 'g')).toEqual(pending);
    expect(await call('PTTL', 's')).toBe(-1);
    expect(await call('KEYS', 'weir:trash:*')).toEqual([]);
    expect(await acting.look.trashed('gone-1', 's')).toBeNull();
  });

  test('is let go by Redis itself after twice its time, or when it was to expire anyway', async () => {
    await acting.run(deletion('gone-2'));
    const ttl = Number(await call('PTTL', 'weir:trash:gone-2'));
    expect(ttl).toBeGreaterThan(2 * DAY_MS - 60_000);
    await fill();
    await call('PEXPIRE', 's', 3_600_000);
    await acting.run(deletion('gone-3'));
    expect(Number(await call('PTTL', 'weir:trash:gone-3'))).toBeLessThanOrEqual(3_600_000);
    await acting.run(restoration('gone-3'));
    const left = Number(await call('PTTL', 's'));
    expect(left).toBeGreaterThan(3_500_000);
    expect(left).toBeLessThanOrEqual(3_600_000);
  });

  test('stays when it is not the one that was seen', async () => {
    expect(await acting.run({ ...deletion('gone-4'), seen: id('11-0') })).toMatchObject({ code: 'WEIR-REMADE' });
    // The same end, and fewer entries than it had been given before.
    expect(await acting.run({ ...deletion('gone-4'), added: 11 })).toMatchObject({ code: 'WEIR-REMADE' });
    await call('XGROUP', 'CREATE', 's', Buffer.from([0xff, 0x3a]), '0');
    expect(await acting.run(deletion('gone-4'))).toMatchObject({ code: 'WEIR-GROUPSINCE' });
    expect(await call('XLEN', 's')).toBe(10);
    // A group that went meanwhile is no reason, nor are names that are no text.
    const all = { ...deletion('gone-5'), groups: ['\\xff:', 'went', 'g'] };
    expect(await acting.run(all)).toMatchObject({ outcome: 'done' });
    expect(await acting.look.trashed('gone-5', 's')).toMatchObject({ groups: 2 });
    expect(await acting.run(deletion('gone-6'))).toMatchObject({ code: 'WEIR-NOSTREAM' });
  });

  test('does not come back over what has its name by then', async () => {
    await acting.run(deletion('gone-7'));
    await call('XADD', 's', '*', 'f', 'new');
    expect(await acting.run(restoration('gone-7'))).toMatchObject({ code: 'WEIR-NAMETAKEN' });
    expect(await call('XLEN', 's')).toBe(1);
    expect(await acting.look.trashed('gone-7', 's')).toMatchObject({ length: 10 });
    expect(await acting.run(restoration('never'))).toMatchObject({ code: 'WEIR-NOTINTRASH' });
  });

  test('goes for good only when its time is over by the clock of Redis', async () => {
    await acting.run(deletion('gone-8'));
    expect(await acting.changer.emptyTrash('gone-8', 's')).toBe('early');
    expect(await acting.look.trashed('gone-8', 's')).not.toBeNull();
    await call('HSET', 'weir:trash:gone-8:about', 'until', 1);
    expect(await acting.changer.emptyTrash('gone-8', 's')).toBe('removed');
    expect(await call('KEYS', 'weir:trash:*')).toEqual([]);
    expect(await acting.changer.emptyTrash('gone-8', 's')).toBe('gone');
  });

  test('goes even when memory is used up, and under a name that is no text', async () => {
    const odd = Buffer.from([0xff, 0x7b, 0x7d]);
    await call('XADD', odd, '1-0', 'f', 'v');
    await call('CONFIG', 'SET', 'maxmemory', '1');
    const outcome = await acting.run({ ...deletion('gone-9'), stream: '\\xff{}', seen: id('1-0'), groups: [] });
    await call('CONFIG', 'SET', 'maxmemory', '0');
    expect(outcome).toMatchObject({ outcome: 'done' });
    expect(await call('EXISTS', odd)).toBe(0);
    expect(await acting.look.trashed('gone-9', '\\xff{}')).toMatchObject({ length: 1 });
  });

  test('on old servers, too', async (context) => {
    const old = await startActing({ binary: await needServer(context, 'redis-6.0.16') });
    await fill(old);
    expect(await old.run(deletion('old'))).toMatchObject({ outcome: 'done' });
    expect(await old.look.trashed('old', 's')).toMatchObject({ length: 10, groups: 1 });
    expect(await old.run(restoration('old'))).toMatchObject({ outcome: 'done' });
    expect(await old.rig.call('XLEN', 's')).toBe(10);
    await old.close();
  });
});
