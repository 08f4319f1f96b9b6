import { Redis } from 'ioredis';

/** A connection that carries the consumer's name, keeps trying, and never sends a command twice. */
export function connectTo(port: number, name: string): Redis {
  const client = new Redis({
    host: '127.0.0.1',
    port,
    connectionName: name,
    protocol: 2,
    disableClientInfo: true,
    enableOfflineQueue: true,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => 250,
  });
  // Each command reports its own failure; without a listener the client would print every attempt.
  client.on('error', () => {});
  return client;
}
