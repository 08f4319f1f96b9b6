import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../rig/redis-rig.ts';
import { judge, slowCommands, watchSlow } from './slow-log.ts';

let rig: RedisRig;
beforeAll(async () => {
  rig = await startRedis();
  await rig.call('CLIENT', 'SETNAME', 'proof');
  await rig.call('XGROUP', 'CREATE', 'long', 'g', '0', 'MKSTREAM');
  await rig.call('EVAL', `for i = 1, 200000 do redis.call('XADD', KEYS[1], i .. '-0', 'order', i) end`, 1, 'long');
  await rig.call('EVAL', `redis.call('XREADGROUP', 'GROUP', 'g', 'c', 'STREAMS', KEYS[1], '>')`, 1, 'long');
});
afterAll(() => rig.stop());

// A filter that nothing matches walks the whole pending list.
const UNMATCHED = ['xpending', 'long', 'g', 'IDLE', '99999999', '-', '+', '1'];

test('a command that is slow by itself is slow again, and told by its key', async () => {
  const [judged] = await judge(rig, [{ micros: 90_000, words: UNMATCHED }]);
  expect(judged).toMatchObject({ shape: 'XPENDING long', times: 1, worstMs: 90 });
  expect(judged?.ownMs).toBeGreaterThan(2);
  expect(judged?.againMs).toHaveLength(9);
});

test('one that was slow once is the machine, and both figures are told', async () => {
  const [judged] = await judge(rig, [
    { micros: 30_000, words: ['XINFO', 'GROUPS', 'long'] },
    { micros: 6_000, words: ['XINFO', 'GROUPS', 'long'] },
  ]);
  expect(judged).toMatchObject({ shape: 'XINFO GROUPS long', times: 2, worstMs: 30 });
  expect(judged?.ownMs).toBeLessThan(2);
});

test('one that cannot be sent again counts as it was seen', async () => {
  const [judged] = await judge(rig, [{ micros: 30_000, words: ['EVAL', 'return 1'] }]);
  expect(judged).toMatchObject({ ownMs: 30, againMs: [30] });
});

test('the own commands of whoever watches are left out', async () => {
  await watchSlow(rig, 0);
  await rig.call('XLEN', 'long');
  expect(await slowCommands(rig, 'proof')).toEqual([]);
  expect(await slowCommands(rig, '')).toContainEqual(expect.objectContaining({ words: ['XLEN', 'long'] }));
});
