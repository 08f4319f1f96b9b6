import { connect, createServer, type Socket } from 'node:net';
import { freePort } from '../../rig/free-port.ts';

/** A port behind which another server can be put, as a virtual address after a failover. */
export interface MovingPort {
  readonly url: string;
  readonly port: number;
  /** Closes what is open; whoever comes again meets the server on `port`. */
  moveTo(port: number): void;
  stop(): void;
}

export async function startMovingPort(target: number): Promise<MovingPort> {
  let behind = target;
  const open = new Set<Socket>();
  const listener = createServer({ noDelay: true }, (client) => {
    const server = connect({ port: behind, host: '127.0.0.1', noDelay: true });
    for (const [socket, other] of [[client, server] as const, [server, client] as const]) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    client.pipe(server).pipe(client);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => {
    listener.listen(port, '127.0.0.1', resolve);
  });
  const closeAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    moveTo(next) {
      behind = next;
      closeAll();
    },
    stop() {
      listener.close();
      closeAll();
    },
  };
}
