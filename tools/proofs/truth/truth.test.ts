import type { GroupAnswer } from '@weir/domain/wire/answers';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { startRedis } from '../../rig/redis-rig.ts';
import { needServer } from '../../servers/need-server.ts';
import { REQUIRED_SERVERS } from '../../servers/server-names.ts';
import { everyPage } from '../every-page.ts';
import { until } from '../until.ts';
import { startWeir, type WeirProcess } from '../weir-process.ts';
import { disagreements, undecided } from './disagreements.ts';
import { populate } from './population.ts';
import { trueGroups, type TrueGroup } from './true-groups.ts';

const STREAMS = 950;
const SEED = Number(process.env['WEIR_TRUTH_SEED'] ?? 20_261);
// Room to count quickly: what is proven here is that the figures are true, the budget is proven elsewhere.
const SETTINGS = {
  WEIR_POLL_INTERVAL_MS: '500',
  WEIR_POLL_BUDGET_CORE_PERCENT: '25',
  WEIR_POLL_BUDGET_COMMANDS: '200000',
};

describe.each(REQUIRED_SERVERS)('groups.list on %s', (name) => {
  test(
    `says of every group what a reader of everything finds, before and after change (seed ${SEED})`,
    { timeout: 180_000 },
    async (context) => {
      const rig = await startRedis({ binary: await needServer(context, name) });
      const redis = new Redis({ port: rig.port, protocol: 2 });
      const population = await populate(redis, SEED, STREAMS);
      const weir = await startWeir(rig.url, SETTINGS);
      try {
        let states = 0;
        for (const changed of [0, 0.3, 0.3, 1]) {
          if (changed > 0) await population.liveOn(changed);
          const changedAt = await clock(redis);
          const truth = await trueGroups(redis, population.keys);
          states += truth.size;
          await settles(weir, redis, truth, changedAt);
        }
        expect(states).toBeGreaterThanOrEqual(8_000);
        console.log(
          `${name} (${await serverVersion(redis)}): ${states} states of ${population.sent} commands, seed ${SEED}`,
        );
      } finally {
        await weir.stop();
        redis.disconnect();
        await rig.stop();
      }
    },
  );
});

/** Every row read after the change is true from its first appearance on, and within the deadline all are decided. */
async function settles(
  weir: WeirProcess,
  redis: Redis,
  truth: ReadonlyMap<string, TrueGroup>,
  changedAt: number,
): Promise<void> {
  const connection = await weir.connection();
  const open: string[] = [];
  await until(
    'every group is read and decided',
    45_000,
    async () => {
      const rows = await everyPage<GroupAnswer>(weir, 'groups.list', { connection });
      const now = await clock(redis);
      // A poll that began before the last change may have met a stream half way.
      const fresh = rows.filter((row) => row.seenAt > changedAt);
      const lies = fresh.flatMap((row) => {
        const is = truth.get(`${row.stream}\0${row.group}`);
        const wrong = is === undefined ? ['is not there'] : disagreements(row, is, now);
        return wrong.map(
          (sentence) =>
            `${row.stream} / ${row.group}: ${sentence} ${JSON.stringify(row.unread)} of ${JSON.stringify(is)}`,
        );
      });
      if (lies.length > 0) return { lies };
      open.splice(0, open.length, ...undecidedRows(fresh, truth));
      return open.length === 0 && fresh.length === truth.size && rows.length === truth.size ? { lies: [] } : undefined;
    },
    200,
  )
    .catch((failure: unknown) => {
      throw new Error(`still open: ${open.length}, first ${open.slice(0, 5).join('; ')}`, { cause: failure });
    })
    .then(({ lies }) => expect(lies.slice(0, 10), `${lies.length} lies`).toEqual([]));
}

function undecidedRows(rows: readonly GroupAnswer[], truth: ReadonlyMap<string, TrueGroup>): readonly string[] {
  const seen = new Set(rows.map((row) => `${row.stream}\0${row.group}`));
  const missing = [...truth.keys()]
    .filter((key) => !seen.has(key))
    .map((key) => `${key.replace('\0', ' / ')}: not listed`);
  const undone = rows.flatMap((row) => {
    const is = truth.get(`${row.stream}\0${row.group}`);
    const what = is === undefined ? [] : undecided(row, is);
    return what.length === 0
      ? []
      : [`${row.stream} / ${row.group}: ${what.join(', ')} of ${JSON.stringify(is)} says ${JSON.stringify(row)}`];
  });
  return [...missing, ...undone];
}

async function clock(redis: Redis): Promise<number> {
  const [seconds, micros] = await redis.time();
  return Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000);
}

async function serverVersion(redis: Redis): Promise<string> {
  const said = await redis.info('server');
  return /valkey_version:(\S+)/.exec(said)?.[1] ?? /redis_version:(\S+)/.exec(said)?.[1] ?? '?';
}
