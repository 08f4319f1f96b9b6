import { createServer } from 'node:net';

/** The port itself if nobody listens on it at 127.0.0.1, else undefined. Port 0 asks for any free one. */
export function freePort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}

/** The first free port from `first` on, within twenty. */
export async function firstFreePort(first: number): Promise<number> {
  for (let port = first; port < first + 20; port += 1) {
    if ((await freePort(port)) !== undefined) return port;
  }
  throw new Error(`Ports ${first} to ${first + 19} are all taken. Say another first one with WEIR_PORT.`);
}
