import { connect, createServer, type Server, type Socket } from 'node:net';
import { ReplyScanner } from '@weir/redis/resp/reply-scanner';

/**
 * What happens at one command. before: Redis never sees it. after: Redis carries it out and its answer is lost. In both
 * cases every connection is broken off.
 */
export type TapFault = 'none' | 'before' | 'after';

export interface CommandTap {
  readonly port: number;
  /** Asked for every command of the connection that writes, in the order they are sent. */
  decide: (name: string) => TapFault;
  /** Called once the fault has happened: the connections are gone, and with `after` Redis has answered. */
  onFault: () => void;
  /** Breaks off every connection and lets none in until `open`. */
  shut(): void;
  open(): void;
  stop(): Promise<void>;
}

const WRITE_PLANE = 'weir:write';

/** A proxy in front of a local Redis that understands where commands and answers end. */
export async function startCommandTap(redisPort: number): Promise<CommandTap> {
  const sockets = new Set<Socket>();
  let letIn = true;
  const tap = { decide: (): TapFault => 'none', onFault: () => {} } as Pick<CommandTap, 'decide' | 'onFault'>;

  function cutAll(): void {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  }

  const server: Server = createServer({ noDelay: true }, (client) => {
    if (!letIn) {
      client.destroy();
      return;
    }
    const redis = connect({ port: redisPort, host: '127.0.0.1', noDelay: true });
    for (const socket of [client, redis]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    client.on('close', () => redis.destroy());
    redis.on('close', () => client.destroy());
    const answers = new ReplyScanner();
    const commands = commandReader();
    let writes = false;
    let unanswered = 0;
    // Answers still to be let through before the one that is lost; undefined = none is lost.
    let lostAfter: number | undefined;

    client.on('data', (bytes: Buffer) => {
      for (const command of commands(bytes)) {
        if (lostAfter !== undefined) return;
        const fault = writes ? tap.decide(command.name) : 'none';
        if (fault === 'before') {
          cutAll();
          tap.onFault();
          return;
        }
        if (fault === 'after') lostAfter = unanswered;
        unanswered += 1;
        redis.write(command.bytes);
        writes ||= command.text.includes(WRITE_PLANE);
      }
    });
    redis.on('data', (bytes: Buffer) => {
      // The scanner keeps a view of what it is given, and this chunk is passed on below.
      answers.push(Buffer.from(bytes));
      for (let answer = answers.take(1); answer !== undefined; answer = answers.take(1)) {
        unanswered -= 1;
        if (lostAfter === 0) {
          cutAll();
          tap.onFault();
          return;
        }
        if (lostAfter !== undefined) lostAfter -= 1;
        client.write(Buffer.from(answer));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the tap got no port');
  return Object.assign(tap, {
    port: address.port,
    shut() {
      letIn = false;
      cutAll();
    },
    open() {
      letIn = true;
    },
    async stop() {
      cutAll();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

export interface SeenCommand {
  readonly name: string;
  /** The beginning of it, for telling connections apart. */
  readonly text: string;
  readonly bytes: Buffer;
}

/** Cuts what a client sends into commands: arrays of bulk strings, as clients write them. */
export function commandReader(): (bytes: Buffer) => readonly SeenCommand[] {
  let held = Buffer.alloc(0);
  return (bytes) => {
    held = Buffer.concat([held, bytes]);
    const found: SeenCommand[] = [];
    for (let end = endOf(held); end !== undefined; end = endOf(held)) {
      const whole = held.subarray(0, end);
      const text = whole.subarray(0, 200).toString('latin1');
      found.push({ name: text.split('\r\n')[2]?.toUpperCase() ?? '', text, bytes: whole });
      held = held.subarray(end);
    }
    return found;
  };
}

function endOf(bytes: Buffer): number | undefined {
  const head = lineAt(bytes, 0);
  if (head === undefined) return undefined;
  let at = head.next;
  for (let left = head.number; left > 0; left -= 1) {
    const length = lineAt(bytes, at);
    if (length === undefined) return undefined;
    at = length.next + length.number + 2;
  }
  return at <= bytes.length ? at : undefined;
}

function lineAt(bytes: Buffer, at: number): { readonly number: number; readonly next: number } | undefined {
  const end = bytes.indexOf('\r\n', at);
  return end === -1 ? undefined : { number: Number(bytes.toString('latin1', at + 1, end)), next: end + 2 };
}
