import type { EntryInGroups, Pages } from '@weir/domain/connections/gateway';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { Link } from '../links/link.ts';
import { parseRedisUrl } from '../links/redis-address.ts';
import { createPages } from './pages.ts';

let rig: RedisRig;
let link: Link;
let pages: Pages;
beforeAll(async () => {
  rig = await startRedis();
  link = new Link(parseRedisUrl(rig.url), 'read');
  link.connect();
  pages = createPages(link, { keepMs: 0 });
  await vi.waitUntil(() => link.session !== undefined, { timeout: 20_000, interval: 5 });
});
afterAll(async () => {
  await link.close();
  await rig.stop();
});

const inGroups = (stream: string, id: string): Promise<EntryInGroups> => pages.inGroups({ stream, id: id as EntryId }); // Canonical ids, written down in this file.
const statesOf = ({ groups }: EntryInGroups) =>
  Object.fromEntries(groups.map((each) => [each.group, each.state] as const));

describe('an entry in the groups of its stream', () => {
  test('is pending with somebody, past, or unread', async () => {
    for (const n of [1, 2, 3]) await rig.call('XADD', 's', `${n}-0`, 'f', 'v');
    for (const group of ['holds', 'acked', 'behind', 'skipped']) await rig.call('XGROUP', 'CREATE', 's', group, '0');
    for (const group of ['holds', 'acked']) {
      await rig.call('XREADGROUP', 'GROUP', group, 'worker-1', 'COUNT', 2, 'STREAMS', 's', '>');
    }
    await rig.call('XACK', 's', 'acked', '2-0');
    await rig.call('XGROUP', 'SETID', 's', 'skipped', '$');
    await rig.call('XCLAIM', 's', 'holds', 'worker-2', 0, '2-0', 'IDLE', 60_000, 'RETRYCOUNT', 17);
    const found = await inGroups('s', '2-0');
    expect(statesOf(found)).toEqual({ acked: 'past', behind: 'unread', holds: 'pending', skipped: 'past' });
    const held = found.groups.find(({ group }) => group === 'holds');
    expect(held).toMatchObject({ consumer: 'worker-2', deliveries: 17 });
    if (held?.state !== 'pending') throw new Error('not pending');
    expect(found.at - held.deliveredAt).toBeGreaterThanOrEqual(60_000);
    expect(found.at - held.deliveredAt).toBeLessThan(75_000);
    expect(found.left).toBe(0);
    expect(statesOf(await inGroups('s', '3-0'))).toEqual({
      acked: 'unread',
      behind: 'unread',
      holds: 'unread',
      skipped: 'past',
    });
  });

  test('is unread again where the position was moved back, and still pending where it is held', async () => {
    for (const n of [1, 2]) await rig.call('XADD', 'rewound', `${n}-0`, 'f', 'v');
    await rig.call('XGROUP', 'CREATE', 'rewound', 'g', '0');
    await rig.call('XREADGROUP', 'GROUP', 'g', 'c', 'STREAMS', 'rewound', '>');
    await rig.call('XACK', 'rewound', 'g', '1-0');
    await rig.call('XGROUP', 'SETID', 'rewound', 'g', '0');
    expect(statesOf(await inGroups('rewound', '1-0'))).toEqual({ g: 'unread' });
    expect(statesOf(await inGroups('rewound', '2-0'))).toEqual({ g: 'pending' });
  });

  test('has no groups where the stream has none, and says so where there is no stream', async () => {
    await rig.call('XADD', 'alone', '1-0', 'f', 'v');
    expect(await inGroups('alone', '1-0')).toMatchObject({ groups: [], left: 0 });
    await expect(inGroups('nowhere', '1-0')).rejects.toMatchObject({ reason: 'not-found' });
  });

  test('is looked for in so many groups at most', async () => {
    await rig.call('XADD', 'many', '1-0', 'f', 'v');
    for (let n = 0; n < 203; n += 1) await rig.call('XGROUP', 'CREATE', 'many', `g${n}`, '0');
    const found = await inGroups('many', '1-0');
    expect([found.groups.length, found.left]).toEqual([200, 3]);
  });
});
