import { Adapters, Middleware } from '@moleculer/channels';
import { ServiceBroker } from 'moleculer';

/** A service that reads a channel by way of Moleculer, and cannot handle what it gets until it is mended. */
export interface MoleculerConsumer {
  readonly handled: unknown[];
  mend(): void;
  publish(payload: object): Promise<void>;
  stop(): Promise<void>;
}

export const CHANNEL = 'order.created';
export const FAILED = 'FAILED_MESSAGES';

export async function startMoleculer(url: string): Promise<MoleculerConsumer> {
  const handled: unknown[] = [];
  let broken = true;
  const redis = {
    url,
    consumerOptions: { readTimeoutInterval: 100, processingAttemptsInterval: 100, claimInterval: 100, startID: '0' },
  };
  const broker = new ServiceBroker({
    logger: false,
    // The types the package was published with do not fit those of its own peer.
    middlewares: [Middleware({ adapter: new Adapters.Redis({ redis }) } as never) as never],
  });
  broker.createService({
    name: 'mail',
    channels: {
      [CHANNEL]: {
        group: 'mail',
        maxRetries: 0,
        deadLettering: { enabled: true, queueName: FAILED },
        async handler(payload: unknown) {
          if (broken) throw new Error('no such template');
          handled.push(payload);
        },
      },
    },
  });
  await broker.start();
  return {
    handled,
    mend: () => {
      broken = false;
    },
    publish: (payload) => broker['sendToChannel'](CHANNEL, payload, { headers: { trace: 'abc' } }),
    stop: () => broker.stop(),
  };
}
