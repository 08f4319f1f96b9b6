import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { LiveHub } from '@weir/api/observe/live-hub';
import { type WebSocket, WebSocketServer } from 'ws';
import { isSameOrigin, refuseHost } from '../http/host-guard.ts';
import { securityHeaders } from '../http/security-headers.ts';
import type { Caller } from '../identity/identify.ts';

export interface LiveParts {
  readonly server: Server;
  readonly hub: LiveHub;
  readonly allowedHosts: readonly string[];
  readonly port: () => number;
  identify(request: IncomingMessage): Promise<Caller>;
  /** True while the session or token behind a socket still holds. */
  stillHolds(caller: Caller): Promise<boolean>;
}

export interface LiveSockets {
  /** Closes the sockets of an ended session. */
  dismiss(key: string): void;
  close(): void;
}

// An incident fills a browser with tabs; far beyond that it is a loop that opens sockets.
const SOCKETS_PER_SESSION = 24;
const HEARTBEAT_MS = 15_000;
const TEND_MS = 1_000;
const FROM_BROWSER_BYTES = 4_096;

interface Held {
  readonly socket: WebSocket;
  readonly caller: Caller & { readonly key: string };
  readonly dismiss: () => void;
  answered: boolean;
}

/** The WebSocket at /live: one per tab. */
export function openLiveSockets(parts: LiveParts): LiveSockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: FROM_BROWSER_BYTES, perMessageDeflate: false });
  const held = new Set<Held>();

  parts.server.on('upgrade', (request, socket, head) => {
    // Errors before the upgrade is done have nobody else to listen; the browser simply tries again.
    socket.on('error', () => socket.destroy());
    void admit(request).then((admitted) => {
      if (typeof admitted === 'string') refuse(socket, admitted);
      // Counted here, in one piece with the opening: tabs that open at once must not slip past together.
      else if (openSockets(admitted.key) >= SOCKETS_PER_SESSION) refuse(socket, '429 Too Many Requests');
      else sockets.handleUpgrade(request, socket, head, (open) => hold(open, admitted));
    });
  });

  async function admit(request: IncomingMessage): Promise<Held['caller'] | string> {
    if (refuseHost(request, parts.port(), parts.allowedHosts) !== undefined) return '421 Misdirected Request';
    if (request.url?.split('?', 1)[0] !== '/live') return '404 Not Found';
    // A page of another origin can open sockets with this console's cookie; only Origin tells.
    if (request.headers.authorization === undefined && !isSameOrigin(request)) return '403 Forbidden';
    const caller = await parts.identify(request).catch(() => undefined);
    return caller === undefined || caller.by === 'nothing' ? '401 Unauthorized' : caller;
  }

  function openSockets(key: string): number {
    return [...held].filter(({ caller }) => caller.key === key).length;
  }

  function hold(socket: WebSocket, caller: Held['caller']): void {
    const viewer = parts.hub.attach({
      send: (frame) => socket.send(frame, { binary: false }),
      get bufferedBytes() {
        return socket.bufferedAmount;
      },
      close: (why) => {
        socket.close(CLOSE_CODES[why]);
        // A reader that stopped never completes the closing handshake.
        if (why === 'too-slow') socket.terminate();
      },
    });
    const seat: Held = { socket, caller, dismiss: () => viewer.dismiss(), answered: true };
    held.add(seat);
    socket.on('message', (bytes, isBinary) => {
      if (isBinary || !Buffer.isBuffer(bytes)) socket.close(CLOSE_CODES['bad-request']);
      else viewer.receive(bytes.toString('utf8'));
    });
    socket.on('pong', () => {
      seat.answered = true;
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      held.delete(seat);
      viewer.detach();
    });
  }

  const heartbeat = setInterval(() => {
    for (const seat of held) {
      void parts.stillHolds(seat.caller).then((holds) => {
        if (!holds) seat.dismiss();
      });
      if (!seat.answered) seat.socket.terminate();
      seat.answered = false;
      seat.socket.ping();
    }
  }, HEARTBEAT_MS);
  const tending = setInterval(() => parts.hub.tend(), TEND_MS);

  return {
    dismiss(key) {
      for (const seat of held) if (seat.caller.key === key) seat.dismiss();
    },
    close() {
      clearInterval(heartbeat);
      clearInterval(tending);
      // 1012: the service restarts; browsers come back by themselves.
      for (const { socket } of held) {
        socket.close(1012);
        socket.terminate();
      }
      sockets.close();
    },
  };
}

const CLOSE_CODES = { 'too-slow': 1013, 'signed-out': 4401, 'bad-request': 1008 } as const;

function refuse(socket: Duplex, status: string): void {
  const headers = Object.entries({ ...securityHeaders(undefined), 'content-length': '0', connection: 'close' });
  socket.end(
    `HTTP/1.1 ${status}\r\n${headers.map(([name, value]) => `${name}: ${String(value)}`).join('\r\n')}\r\n\r\n`,
  );
}
