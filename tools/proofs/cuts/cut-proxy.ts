import { connect, createServer, type Socket } from 'node:net';
import { ReplyScanner } from '@weir/redis/resp/reply-scanner';
import { commandReader } from '../crash/command-tap.ts';

/** Where a connection that writes is cut: inside the `nth` command of that name since the proxy was armed. */
export interface Cut {
  readonly name: string;
  readonly nth: number;
  /**
   * request: Redis gets the first bytes of it and carries out what is whole. reply: Weir gets the first bytes of it.
   * late: Redis gets the whole command, but only when `letLateThrough` says so.
   */
  readonly side: 'request' | 'reply' | 'late';
  /** How much still gets through, 0…1 of the bytes. */
  readonly share: number;
}

export interface CutProxy {
  readonly port: number;
  /** Names of the commands on connections that write, since the proxy was armed. */
  readonly names: readonly string[];
  /** Connections that were cut, of which Redis has not taken everything yet. */
  readonly dying: number;
  /** What was cut, in words; undefined = nothing yet. */
  readonly fired: string | undefined;
  arm(cut: Cut | null): void;
  letLateThrough(): void;
  stop(): Promise<void>;
}

const WRITE_PLANE = 'weir:write';

/** A proxy in front of a local Redis that cuts one connection at one byte, and breaks off all others with it. */
export async function startCutProxy(redisPort: number): Promise<CutProxy> {
  const sockets = new Set<Socket>();
  const dying = new Set<Socket>();
  let names: string[] = [];
  let armed: Cut | null = null;
  let fired: string | undefined;
  let late: (() => void) | undefined;

  /** The cut, when this is the command it is meant for. */
  function cutAt(name: string): Cut | undefined {
    names.push(name);
    if (armed?.name !== name || names.filter((each) => each === name).length !== armed.nth) return undefined;
    const cut = armed;
    armed = null;
    return cut;
  }

  /** Everything but the two that still have something to hand over. */
  function cutOthers(client: Socket, redis: Socket): void {
    for (const socket of sockets) if (socket !== client && socket !== redis) socket.destroy();
  }

  const server = createServer({ noDelay: true }, (client) => {
    const redis = connect({ port: redisPort, host: '127.0.0.1', noDelay: true });
    for (const socket of [client, redis]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    let over = false;
    client.on('close', () => {
      if (!over) redis.destroy();
    });
    redis.on('close', () => {
      dying.delete(redis);
      if (!over) client.destroy();
    });
    const commands = commandReader();
    const answers = new ReplyScanner();
    // Of each reply still to come: how much of it gets through; undefined = all, and what follows.
    const awaited: (number | undefined)[] = [];
    let writes = false;

    client.on('data', (bytes: Buffer) => {
      for (const command of commands(bytes)) {
        if (over) return;
        const cut = writes ? cutAt(command.name) : undefined;
        if (cut === undefined || cut.side === 'reply') {
          awaited.push(cut?.share);
          redis.write(command.bytes);
          writes ||= command.text.includes(WRITE_PLANE);
          continue;
        }
        over = true;
        dying.add(redis);
        client.destroy();
        const length = cut.side === 'late' ? command.bytes.length : Math.round(cut.share * command.bytes.length);
        const through = Buffer.from(command.bytes.subarray(0, length));
        // Ended, not broken off: the kernel hands all of these bytes to Redis.
        const send = (): void => void redis.end(through);
        if (cut.side === 'late') late = send;
        else send();
        cutOthers(client, redis);
        fired = `${cut.side} of ${command.name} ${cut.nth} after ${length} of ${command.bytes.length} bytes`;
      }
    });
    redis.on('data', (bytes: Buffer) => {
      if (over) return;
      // The scanner keeps a view of what it is given.
      answers.push(Buffer.from(bytes));
      for (let answer = answers.take(1); answer !== undefined; answer = answers.take(1)) {
        const share = awaited.shift();
        if (share === undefined) {
          client.write(Buffer.from(answer));
          continue;
        }
        over = true;
        const piece = Buffer.from(answer.subarray(0, Math.round(share * answer.length)));
        redis.destroy();
        if (piece.length === 0) client.destroy();
        // Out before the close, or less than was asked for would get through.
        else client.write(piece, () => client.destroy());
        cutOthers(client, redis);
        fired = `reply after ${piece.length} of ${answer.length} bytes`;
        return;
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy got no port');
  return {
    port: address.port,
    get names() {
      return names;
    },
    get dying() {
      return dying.size;
    },
    get fired() {
      return fired;
    },
    arm(cut) {
      names = [];
      armed = cut;
      fired = undefined;
      late = undefined;
    },
    letLateThrough() {
      late?.();
      late = undefined;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
