import { serverBinary } from './server-binary.ts';
import type { ServerName } from './server-names.ts';

/**
 * Words that start the server, or the end of the test: a failure where the proof is demanded (CI), elsewhere a skip
 * that says why.
 */
export async function needServer(test: { skip(note?: string): void }, name: ServerName): Promise<readonly string[]> {
  const server = await serverBinary(name);
  if (server.there) return server.argv;
  if (process.env['CI'] === 'true') throw new Error(server.because);
  test.skip(server.because);
  throw new Error(server.because);
}
