import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver of webhooks, over real HTTP. For tests. */
export interface HookReceiver {
  readonly url: string;
  readonly received: Received[];
  /** How it answers from now on. */
  answer: (path: string) => HookAnswer;
  close(): Promise<void>;
}

export type HookAnswer =
  | { readonly status: number; readonly location?: string; readonly endless?: boolean }
  | 'hang'
  | 'drop';

export async function startHookReceiver(): Promise<HookReceiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const path = request.url ?? '';
      received.push({ path, headers: request.headers, body: Buffer.concat(parts).toString() });
      const answer = receiver.answer(path);
      if (answer === 'hang') return;
      if (answer === 'drop') return void request.socket.destroy();
      response.writeHead(answer.status, answer.location === undefined ? {} : { location: answer.location });
      if (answer.endless !== true) return void response.end('thank you');
      const block = Buffer.alloc(65_536);
      const pour = (): void => {
        if (response.writable && !response.destroyed) response.write(block, pour);
      };
      pour();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A TCP server's address is always an object.
  const { port } = server.address() as AddressInfo;
  const receiver: HookReceiver = {
    url: `http://127.0.0.1:${port}`,
    received,
    answer: () => ({ status: 204 }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}
