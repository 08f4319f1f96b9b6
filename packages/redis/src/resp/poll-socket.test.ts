import { createServer, connect, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { NoAnswer } from '../commands/ask.ts';
import { encodeCommand } from './encode-command.ts';
import { PollSocket } from './poll-socket.ts';
import type { Ask } from './poll-wire.ts';

const open: { server: Server; sockets: Socket[] }[] = [];
afterEach(() => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

/** A peer that does what the test says with each connection, and the poll socket on it. */
async function pollSocket(
  serve: (peer: Socket) => void,
  limits = { silenceMs: 4_000, batchMs: 30_000 },
): Promise<{ poll: PollSocket; gaveUp: string[] }> {
  const sockets: Socket[] = [];
  const server = createServer((peer) => {
    sockets.push(peer);
    peer.on('error', () => {});
    serve(peer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  const socket = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1');
  sockets.push(socket);
  open.push({ server, sockets });
  socket.on('error', () => {});
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  const gaveUp: string[] = [];
  return { poll: new PollSocket(socket, (because) => gaveUp.push(because), limits), gaveUp };
}

function ask(answers: (string | undefined)[], replies = 1, previous?: string): Ask {
  return {
    payload: encodeCommand(['PING']),
    replies,
    previous: previous === undefined ? undefined : Buffer.from(previous),
    answered: (raw) => answers.push(raw?.toString()),
  };
}

async function failure(promise: Promise<void>): Promise<string> {
  return promise.then(
    () => 'answered',
    (reason: unknown) => (reason instanceof NoAnswer ? reason.why : String(reason)),
  );
}

describe('the socket of the poller', () => {
  test('gives each answer to its question, in order, whatever the pieces', async () => {
    const { poll } = await pollSocket((peer) => {
      peer.once('data', () => {
        peer.write('+A\r\n:');
        setImmediate(() => peer.write('1\r\n$2\r\nxy\r\n+'));
        setImmediate(() => setImmediate(() => peer.write('B\r\n')));
      });
    });
    const answers: (string | undefined)[] = [];
    await Promise.all([poll.send([ask(answers), ask(answers, 2)]), poll.send([ask(answers)])]);
    expect(answers).toEqual(['+A\r\n', ':1\r\n$2\r\nxy\r\n', '+B\r\n']);
  });

  test('says "the same" of a reply that is byte for byte the last one, also when it comes in pieces', async () => {
    const { poll } = await pollSocket((peer) => {
      peer.once('data', () => {
        peer.write('+SAME\r\n+OTHER\r\n+SA');
        setImmediate(() => peer.write('ME\r\n'));
      });
    });
    const answers: (string | undefined)[] = [];
    await poll.send([ask(answers, 1, '+SAME\r\n'), ask(answers, 1, '+SAME\r\n'), ask(answers, 1, '+SAME\r\n')]);
    expect(answers).toEqual([undefined, '+OTHER\r\n', undefined]);
  });

  test('gives up a peer that falls silent half way through an answer', async () => {
    const { poll, gaveUp } = await pollSocket((peer) => peer.once('data', () => peer.write('+A\r\n$9\r\nha')), {
      silenceMs: 60,
      batchMs: 30_000,
    });
    const answers: (string | undefined)[] = [];
    expect(await failure(poll.send([ask(answers), ask(answers)]))).toBe('timed-out');
    expect(answers).toEqual(['+A\r\n']);
    expect(gaveUp).toEqual(['stopped-answering']);
    expect(await failure(poll.send([ask(answers)]))).toBe('not-sent');
  });

  test('gives up a peer that never falls silent and never ends', async () => {
    const { poll, gaveUp } = await pollSocket(
      (peer) => {
        const drip = setInterval(() => peer.write('x'), 10);
        peer.once('close', () => clearInterval(drip));
        peer.once('data', () => peer.write('$1000000\r\n'));
      },
      { silenceMs: 1_000, batchMs: 80 },
    );
    expect(await failure(poll.send([ask([])]))).toBe('timed-out');
    expect(gaveUp).toEqual(['stopped-answering']);
  });

  test('ends all questions when the connection is lost', async () => {
    const { poll } = await pollSocket((peer) => peer.once('data', () => peer.destroy()));
    expect(await Promise.all([failure(poll.send([ask([])])), failure(poll.send([ask([])]))])).toEqual(['lost', 'lost']);
  });

  test('trusts nothing after an answer that nobody asked for', async () => {
    const { poll, gaveUp } = await pollSocket((peer) => peer.once('data', () => peer.write('+A\r\n+B\r\n')));
    const answers: (string | undefined)[] = [];
    await failure(poll.send([ask(answers)]));
    expect(answers).toEqual(['+A\r\n']);
    await expect.poll(() => gaveUp).toEqual(['lost']);
  });

  test('walks away from a reply over the limit, and tells the question that asked for it', async () => {
    const { poll, gaveUp } = await pollSocket((peer) => peer.once('data', () => peer.write('+A\r\n$99999999\r\n')));
    const answers: (string | undefined)[] = [];
    const large: Ask = { ...ask(answers), tooLarge: () => answers.push('too large') };
    expect(await failure(poll.send([ask(answers), large]))).toBe('lost');
    expect(answers).toEqual(['+A\r\n', 'too large']);
    expect(gaveUp).toEqual(['renew']);
  });
});
