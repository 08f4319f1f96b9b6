import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below the ports that systems give to outgoing connections: a client that tries again and again to reach a server that
// is down gets, once in some ten thousand tries, the server's own port as its own, is connected to itself, and keeps the
// server from coming back.
const LOWEST = 10_000;
const BEYOND = 32_000;
const TRIES = 50;

/** A TCP port of 127.0.0.1 that nobody listened on a moment ago. Whoever takes it must be ready to ask for another. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = randomInt(LOWEST, BEYOND);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port was free in ${TRIES} tries`);
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
