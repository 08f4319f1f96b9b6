import { Redis } from 'ioredis';

/** What is added, read and acknowledged in a second, at most: anything Weir shows far above it is absurd. */
export const TRAFFIC_PER_SECOND = 50;

export interface Traffic {
  readonly stream: string;
  stop(): Promise<void>;
}

/** One producer and one consumer of one stream that keep on through every fault and make what is missing anew. */
export function startTraffic(port: number, stream: string): Traffic {
  const redis = new Redis({
    port,
    host: '127.0.0.1',
    protocol: 2,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 1_000,
    retryStrategy: () => 100,
  });
  redis.on('error', () => {});
  const running = new AbortController();
  const once = async (): Promise<void> => {
    await redis.xadd(stream, '*', 'order', 'x'.repeat(20));
    const reply = await redis
      .xreadgroup('GROUP', 'g', 'c', 'COUNT', 10, 'STREAMS', stream, '>')
      .catch(async (failure: unknown) => {
        if (String(failure).includes('NOGROUP')) await redis.xgroup('CREATE', stream, 'g', '0', 'MKSTREAM');
        return null;
      });
    const ids = entriesOf(reply);
    if (ids.length > 0) await redis.xack(stream, 'g', ...ids);
  };
  const loop = (async () => {
    while (!running.signal.aborted) {
      await once().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 1_000 / TRAFFIC_PER_SECOND));
    }
  })();
  return {
    stream,
    async stop() {
      running.abort();
      await loop;
      redis.disconnect();
    },
  };
}

function entriesOf(reply: unknown): readonly string[] {
  const stream: unknown = Array.isArray(reply) ? reply[0] : undefined;
  const entries: unknown = Array.isArray(stream) ? stream[1] : undefined;
  return Array.isArray(entries) ? entries.map((entry: unknown) => String(Array.isArray(entry) ? entry[0] : '')) : [];
}
