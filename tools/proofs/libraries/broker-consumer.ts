import { Redis } from 'ioredis';
import { StreamChannelBroker } from 'redis-streams-broker';

/** A worker over redis-streams-broker, which leaves it to its user what becomes of a job that fails for good. */
export interface BrokerConsumer {
  readonly handled: unknown[];
  mend(): void;
  publish(payload: object): Promise<string>;
  stop(): Promise<void>;
}

export const JOBS = 'jobs:resize';
export const BROKEN = 'broken:resize';

export async function startBroker(url: string): Promise<BrokerConsumer> {
  // Reading blocks, so adding goes over a connection of its own.
  const [reads, writes] = [new Redis(url, { protocol: 2 }), new Redis(url, { protocol: 2 })];
  const jobs = new StreamChannelBroker(reads, JOBS);
  const adds = new StreamChannelBroker(writes, JOBS);
  const failed = new StreamChannelBroker(writes, BROKEN);
  const handled: unknown[] = [];
  let broken = true;
  const group = await jobs.joinConsumerGroup('resizers', '0-0');
  const handle = await group.subscribe(
    'resizer-1',
    async (payloads) => {
      for (const { id, payload, markAsRead } of payloads) {
        if (broken) await failed.publish({ ...payload, source: JOBS, source_id: id, why: 'not an image' });
        else handled.push(payload);
        await markAsRead();
      }
      return 5;
    },
    200,
  );
  return {
    handled,
    mend: () => {
      broken = false;
    },
    publish: (payload) => adds.publish(payload),
    async stop() {
      await group.unsubscribe(handle);
      // Answered once the read that blocks is over; cut off in it, the library would have nobody to tell.
      await reads.ping();
      reads.disconnect();
      writes.disconnect();
    },
  };
}
