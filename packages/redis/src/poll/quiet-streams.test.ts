import { Redis } from 'ioredis';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { StageClock } from '../../../../tools/proofs/health/stage-clock.ts';
import { StageWire } from '../../../../tools/proofs/health/stage-wire.ts';
import { startRedis } from '../../../../tools/rig/redis-rig.ts';
import { needServer } from '../../../../tools/servers/need-server.ts';
import { REQUIRED_SERVERS } from '../../../../tools/servers/server-names.ts';
import { identify } from '../capabilities/identify.ts';
import { capabilitiesFrom, probe } from '../capabilities/probe.ts';
import { BudgetLedger } from './budget-ledger.ts';
import { MeteredWire } from './metered-wire.ts';
import { PollCycle } from './poll-cycle.ts';
import { RedisClock } from './redis-clock.ts';
import { StreamRegister } from './stream-register.ts';
import { tierZeroOrder } from './tier-zero.ts';
import type { WatchedStream } from './watched-stream.ts';

const POLL_S = 5;
// Every stream has its details read again within this many polls.
const ROUND = 12;
const PROVEN_POLLS = 60;

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

interface Slow {
  /** Carries commands out, well within one second of the stage. */
  happens(...commands: readonly (readonly (string | number)[])[]): Promise<void>;
  /** Polls that many times, five seconds apart by the clock of the stage. */
  poll(times: number): Promise<void>;
  /** How often a command was sent since this was asked last. */
  sent(words: string): number;
  watched(name: string): WatchedStream;
}

/** A poller in the pace of a large keyspace, on a real Redis whose seconds take a few milliseconds. */
async function slowly(binary: readonly string[] | undefined, streams: readonly string[]): Promise<Slow> {
  const rig = await startRedis(binary === undefined ? {} : { binary });
  ended.unshift(() => rig.stop());
  const client = new Redis({ port: rig.port, protocol: 2, enableReadyCheck: false });
  ended.unshift(() => client.disconnect());
  await client.ping();
  const clock = new StageClock();
  const counted = new Map<string, number>();
  const wire = new StageWire(client, clock);
  const budget = { coreShare: 100, commandsPerSecond: 1e9, bytesPerSecond: 1e12 };
  const redisClock = new RedisClock(() => clock.at);
  const register = new StreamRegister(streams, (stream) => tierZeroOrder(stream, redisClock, () => cycle.findings));
  const context = {
    wire: new MeteredWire({
      send(asks) {
        for (const { payload } of asks) {
          for (const [, words = ''] of payload
            .toString('latin1')
            .matchAll(/(XPENDING|(?<=XINFO\r\n\$\d\r\n)[A-Z]+)\r\n/g)) {
            counted.set(words, (counted.get(words) ?? 0) + 1);
          }
        }
        return wire.send(asks);
      },
      get bytesIn() {
        return wire.bytesIn;
      },
    }),
    ledger: new BudgetLedger(budget, 1_000, () => clock.at),
    clock: redisClock,
    capabilities: capabilitiesFrom(await probe(client, 'poll'), await identify(client)),
  };
  const pace = { intervalMs: POLL_S * 1_000, rollingMs: 60_000, spareMs: Infinity, provenMs: 300_000 };
  const cycle = new PollCycle(context, register, pace);
  await clock.advance();
  return {
    async happens(...commands) {
      // What is dated close to either end of a second may be dated into another one.
      await wait(20);
      for (const words of commands) await rig.call(...words);
      await wait(20);
    },
    async poll(times) {
      for (let done = 0; done < times; done += 1) {
        for (let second = 0; second < POLL_S; second += 1) await clock.advance();
        await cycle.run();
      }
    },
    sent(words) {
      const times = counted.get(words) ?? 0;
      counted.set(words, 0);
      return times;
    },
    watched(name) {
      const stream = register.find(name);
      if (stream === undefined) throw new Error(`${name} is not watched`);
      return stream;
    },
  };
}

// What happens to pending entries without one more or one less in the group or with a consumer.
const WAYS = {
  claim: [['XCLAIM', 'claim', 'g', 'ann', 0, '1-0']],
  swap: [
    ['XCLAIM', 'swap', 'g', 'bob', 0, '1-0', 'JUSTID'],
    ['XCLAIM', 'swap', 'g', 'ann', 0, '3-0', 'JUSTID'],
  ],
  auto: [['XAUTOCLAIM', 'auto', 'g', 'ann', 0, '1-0', 'COUNT', 1]],
  again: [['XREADGROUP', 'GROUP', 'g', 'ann', 'STREAMS', 'again', '0']],
} as const;
const STREAMS = Object.keys(WAYS);

function filled(stream: string): readonly (readonly (string | number)[])[] {
  return [
    ...['1-0', '2-0', '3-0'].map((id) => ['XADD', stream, id, 'f', 'v']),
    ['XGROUP', 'CREATE', stream, 'g', '0', 'ENTRIESREAD', '0'],
    ['XREADGROUP', 'GROUP', 'g', 'ann', 'COUNT', 2, 'STREAMS', stream, '>'],
    ['XREADGROUP', 'GROUP', 'g', 'bob', 'STREAMS', stream, '>'],
  ];
}

describe('a stream in which nothing happens', () => {
  test.for(REQUIRED_SERVERS)(
    'costs groups, length and consumers, and shows what becomes of its pending entries, on %s',
    { timeout: 60_000 },
    async (name, context) => {
      const slow = await slowly(await needServer(context, name), STREAMS);
      await slow.happens(...STREAMS.flatMap(filled));
      await slow.poll(ROUND);
      for (const words of ['XPENDING', 'STREAM', 'GROUPS', 'CONSUMERS']) slow.sent(words);
      await slow.poll(ROUND);
      // A reading that a busy machine held up for long can look like a call; each round without this would take a dozen.
      expect(slow.sent('XPENDING')).toBeLessThanOrEqual(2);
      expect(slow.sent('STREAM')).toBeLessThanOrEqual(2);
      expect(slow.sent('GROUPS')).toBeGreaterThanOrEqual(ROUND * STREAMS.length);
      expect(slow.sent('CONSUMERS')).toBeGreaterThanOrEqual(STREAMS.length);

      await slow.happens(...Object.values(WAYS).flat());
      await slow.poll(ROUND);
      const oldest = STREAMS.map((stream) => {
        const [group] = slow.watched(stream).groups;
        const entry = group?.pending.oldest.known ? group.pending.oldest.value : null;
        return [stream, entry?.id, entry?.consumer, entry?.deliveries];
      });
      expect(oldest).toEqual([
        ['claim', '1-0', 'ann', 2],
        ['swap', '1-0', 'bob', 1],
        ['auto', '1-0', 'ann', 2],
        ['again', '1-0', 'ann', 2],
      ]);
    },
  );

  test('is read whole again after a while all the same', { timeout: 60_000 }, async () => {
    const slow = await slowly(undefined, STREAMS);
    await slow.happens(...STREAMS.flatMap(filled));
    await slow.poll(ROUND);
    for (const words of ['XPENDING', 'STREAM']) slow.sent(words);
    await slow.poll(PROVEN_POLLS + ROUND);
    expect(slow.sent('STREAM')).toBeGreaterThanOrEqual(STREAMS.length);
    expect(slow.sent('XPENDING')).toBeGreaterThanOrEqual(STREAMS.length);
  });
});

test('a group that moved and moved back between two standing questions is where it is', async () => {
  const slow = await slowly(undefined, ['again']);
  await slow.happens(
    ['XADD', 'again', '1-0', 'f', 'v'],
    ['XADD', 'again', '2-0', 'f', 'v'],
    ['XGROUP', 'CREATE', 'again', 'g', '1-0', 'ENTRIESREAD', '1'],
  );
  await slow.poll(2);
  const stream = slow.watched('again');
  const position = (): string | undefined => stream.groups[0]?.reply.position;
  expect(position()).toBe('1-0');
  // Somebody looks: a snapshot is read in place of the standing question.
  stream.lookedUntil = Infinity;
  await slow.happens(['XGROUP', 'SETID', 'again', 'g', '2-0', 'ENTRIESREAD', '2']);
  await slow.poll(1);
  expect(position()).toBe('2-0');
  stream.lookedUntil = -Infinity;
  stream.detailAt = Infinity;
  await slow.happens(['XGROUP', 'SETID', 'again', 'g', '1-0', 'ENTRIESREAD', '1']);
  await slow.poll(1);
  expect(position()).toBe('1-0');
});
