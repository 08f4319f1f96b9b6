import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { populate, type Population } from '../../../../tools/proofs/truth/population.ts';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { Link, type LinkSession } from '../links/link.ts';
import { parseRedisUrl } from '../links/redis-address.ts';
import { PipelineWire } from '../resp/pipeline-wire.ts';
import { PollSocket } from '../resp/poll-socket.ts';
import type { PollWire } from '../resp/poll-wire.ts';
import { BudgetLedger } from './budget-ledger.ts';
import { MeteredWire } from './metered-wire.ts';
import { PollCycle } from './poll-cycle.ts';
import { RedisClock } from './redis-clock.ts';
import { StreamRegister } from './stream-register.ts';
import { tierZeroOrder } from './tier-zero.ts';

let rig: RedisRig;
let redis: Redis;
let population: Population;
const links: Link[] = [];
beforeAll(async () => {
  rig = await startRedis();
  redis = new Redis({ port: rig.port, protocol: 2 });
  population = await populate(redis, 11, 120);
});
afterAll(async () => {
  redis.disconnect();
  for (const link of links) await link.close();
  await rig.stop();
});

/** A poller on its own connection; its answer is everything it knows, without the moments of reading. */
async function poller(
  wireOf: (session: LinkSession) => PollWire | undefined,
  multi: 'yes' | 'denied',
): Promise<() => Promise<ReadonlyMap<string, string>>> {
  const link = new Link(parseRedisUrl(rig.url), 'poll');
  links.push(link);
  const session = await new Promise<LinkSession>((resolve) => {
    link.onSession(resolve);
    link.connect();
  });
  const wire = wireOf(session);
  if (wire === undefined) throw new Error('no wire');
  const clock = new RedisClock(() => performance.now());
  const budget = { coreShare: 100, commandsPerSecond: 1e9, bytesPerSecond: 1e12 };
  const register = new StreamRegister([], (stream) => tierZeroOrder(stream, clock, () => cycle.findings));
  const cycle = new PollCycle(
    {
      wire: new MeteredWire(wire),
      ledger: new BudgetLedger(budget, 1_000, () => performance.now()),
      clock,
      capabilities: { ...session.capabilities, multi },
    },
    register,
    { intervalMs: 1_000, rollingMs: 60_000, spareMs: 60_000, provenMs: 0 },
  );
  for (const key of population.keys) register.add(key);
  return async () => {
    for (let poll = 0; poll < 3; poll += 1) await cycle.run();
    const seen = new Map<string, string>();
    for (const key of population.keys) {
      const stream = register.find(register.add(key) ? '' : nameOf(key, register));
      if (stream?.observation !== undefined) seen.set(stream.name, timeless(stream.observation));
    }
    return seen;
  };
}

function nameOf(key: Buffer, register: StreamRegister): string {
  return register.standing(0).find(({ stream }) => stream.bytes.equals(key))?.stream.name ?? '';
}

function timeless(observation: unknown): string {
  const moments = new Set(['seenAt', 'since', 'readAt', 'lastCallAt', 'deliveredAt', 'source']);
  return JSON.stringify(observation, (name, value: unknown) => (moments.has(name) ? undefined : value));
}

test(
  'the own decoder, the client as it is, and a server without transactions give one picture',
  { timeout: 60_000 },
  async () => {
    const socket = await poller(
      (session) => PollSocket.takeOver(session.client, (because) => session.drop(because)),
      'yes',
    );
    const pipeline = await poller((session) => new PipelineWire(session.client), 'yes');
    const sandwich = await poller(
      (session) => PollSocket.takeOver(session.client, (because) => session.drop(because)),
      'denied',
    );
    for (const share of [0, 0.5, 1]) {
      if (share > 0) await population.liveOn(share);
      const [first, second, third] = [await socket(), await pipeline(), await sandwich()];
      expect(first.size).toBeGreaterThan(90);
      expect(second).toEqual(first);
      expect(third).toEqual(first);
    }
  },
);
