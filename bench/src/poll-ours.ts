import { BudgetLedger } from '@weir/redis/poll/budget-ledger';
import { MeteredWire } from '@weir/redis/poll/metered-wire';
import { distrustPending } from '@weir/redis/poll/pending-stands';
import { PollCycle } from '@weir/redis/poll/poll-cycle';
import { RedisClock } from '@weir/redis/poll/redis-clock';
import { StreamRegister } from '@weir/redis/poll/stream-register';
import { tierZeroOrder } from '@weir/redis/poll/tier-zero';
import { Link, type LinkSession } from '@weir/redis/links/link';
import { parseRedisUrl } from '@weir/redis/links/redis-address';
import { PollSocket } from '@weir/redis/resp/poll-socket';
import type { Cost } from '@weir/redis/poll/cost-class';
import { keyOf, type StreamSet } from './datasets/stream-set.ts';

export interface OurPoll {
  /** One poll as it is 5 s after the last: the changed, and of the rest every stream within 60 s. */
  steady(): Promise<Cost>;
  /** One poll in which everything about every stream is read. */
  full(): Promise<Cost>;
  settledGroups(): number;
  /** The commands of one full poll, as they were sent. */
  sentByFull(): Promise<readonly SentWindow[]>;
}

/** Bytes that were written at once. */
export type SentWindow = Buffer;

const INTERVAL_MS = 5_000;
const PROVEN_MS = 300_000;

/** The poller's own cycle, with time moved by hand and a budget that never holds it back: what is measured is the work. */
export async function ourPoll(port: number, set: StreamSet): Promise<OurPoll> {
  const link = new Link(parseRedisUrl(`redis://127.0.0.1:${port}`), 'poll');
  const session = await new Promise<LinkSession>((resolve) => {
    link.onSession(resolve);
    link.connect();
  });
  let aheadMs = 0;
  const clock = new RedisClock(() => performance.now() + aheadMs);
  const socket = PollSocket.takeOver(session.client, (because) => session.drop(because));
  if (socket === undefined) throw new Error('the socket could not be taken over');
  let sent: SentWindow[] | undefined;
  const wire = new MeteredWire({
    send(asks) {
      sent?.push(Buffer.concat(asks.map(({ payload }) => payload)));
      return socket.send(asks);
    },
    get bytesIn() {
      return socket.bytesIn;
    },
  });
  const unlimited = { coreShare: 1_000, commandsPerSecond: 1e12, bytesPerSecond: 1e15 };
  const ledger = new BudgetLedger(unlimited, INTERVAL_MS, () => performance.now());
  const register = new StreamRegister([], (stream) => tierZeroOrder(stream, clock, () => cycle.findings));
  const pace = { intervalMs: INTERVAL_MS, rollingMs: 60_000, spareMs: Infinity, provenMs: PROVEN_MS };
  const cycle = new PollCycle({ wire, ledger, clock, capabilities: session.capabilities }, register, pace);
  for (let at = 0; at < set.streams; at += 1) register.add(Buffer.from(keyOf(at)));
  const poll = async (passMs: number, intervalMs: number, provenMs: number): Promise<Cost> => {
    aheadMs += passMs;
    Object.assign(pace, { intervalMs, provenMs });
    wire.takeSpent();
    await cycle.run();
    return wire.takeSpent();
  };
  // Past the longest time anything may be old, with all streams in turn, and nothing taken for unchanged.
  const full = (): Promise<Cost> => {
    for (const { groups } of register.all()) for (const group of groups) distrustPending(group);
    return poll(70_000, 60_000, 0);
  };
  return {
    steady: () => poll(INTERVAL_MS, INTERVAL_MS, PROVEN_MS),
    full,
    async sentByFull() {
      sent = [];
      await full();
      const all = sent;
      sent = undefined;
      return all;
    },
    settledGroups() {
      let settled = 0;
      for (let at = 0; at < set.streams; at += 1) {
        const groups = register.find(keyOf(at))?.groups ?? [];
        settled += groups.filter(({ unread }) => unread.known && unread.quality === 'exact').length;
      }
      return settled;
    },
  };
}
