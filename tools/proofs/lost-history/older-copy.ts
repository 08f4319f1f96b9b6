import { cpSync, renameSync, rmSync } from 'node:fs';
import { startRedis, type RedisRig } from '../../rig/redis-rig.ts';
import { until } from '../until.ts';

/** A Redis that can come back without its newest changes, on the same port. */
export interface ForgetfulRedis {
  readonly primary: RedisRig;
  /** Resolves when everything that is there now could be remembered. */
  inStep(): Promise<void>;
  /** What is remembered from now on, whatever happens later. Begins at once. */
  remember(): Promise<void>;
  /** Dies and comes back with what was remembered. Gives the server that answers from now on. */
  lose(): Promise<RedisRig>;
  stop(): Promise<void>;
}

export const WAYS = ['an older snapshot', 'an older append-only file', 'a replica that got less'] as const;
export type Way = (typeof WAYS)[number];

export function startForgetful(way: Way): Promise<ForgetfulRedis> {
  switch (way) {
    case 'an older snapshot':
      return withSnapshot();
    case 'an older append-only file':
      return withAppendOnlyFile();
    case 'a replica that got less':
      return withReplica();
  }
}

async function withSnapshot(): Promise<ForgetfulRedis> {
  const redis = await startRedis();
  const file = `${redis.folder}/dump.rdb`;
  return {
    primary: redis,
    inStep: () => Promise.resolve(),
    async remember() {
      await redis.call('SAVE');
      renameSync(file, `${file}.older`);
    },
    async lose() {
      await redis.kill9();
      renameSync(`${file}.older`, file);
      await redis.restart();
      return redis;
    },
    stop: () => redis.stop(),
  };
}

async function withAppendOnlyFile(): Promise<ForgetfulRedis> {
  const redis = await startRedis({
    args: ['--appendonly', 'yes', '--appendfsync', 'always', '--auto-aof-rewrite-percentage', '0'],
  });
  const folder = `${redis.folder}/appendonlydir`;
  return {
    primary: redis,
    inStep: () => Promise.resolve(),
    remember() {
      // Every change that was answered is in the file already; a last one cut short is left out when it is loaded.
      cpSync(folder, `${folder}.older`, { recursive: true });
      return Promise.resolve();
    },
    async lose() {
      await redis.kill9();
      rmSync(folder, { recursive: true });
      renameSync(`${folder}.older`, folder);
      await redis.restart();
      return redis;
    },
    stop: () => redis.stop(),
  };
}

async function withReplica(): Promise<ForgetfulRedis> {
  const primary = await startRedis();
  const replica = await startRedis();
  // The copies a primary sends are quicker without its default wait for more replicas.
  await primary.call('CONFIG', 'SET', 'repl-diskless-sync-delay', 0);
  await replica.call('REPLICAOF', '127.0.0.1', primary.port);
  await until('the replica follows', 20_000, async () =>
    String(await replica.call('INFO', 'replication')).includes('master_link_status:up') ? true : undefined,
  );
  return {
    primary,
    async inStep() {
      if ((await primary.call('WAIT', 1, 10_000)) !== 1) throw new Error('the replica did not follow');
    },
    async remember() {
      await replica.call('REPLICAOF', 'NO', 'ONE');
    },
    async lose() {
      await primary.kill9();
      await replica.call('CONFIG', 'SET', 'port', primary.port);
      return replica;
    },
    async stop() {
      await primary.stop();
      await replica.stop();
    },
  };
}
