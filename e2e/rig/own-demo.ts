import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { freePort } from '../../tools/rig/free-port.ts';
import { ROOT } from './demo-file.ts';
import { endProgram, lineOf, READY } from './line-of.ts';

/** A demo of one journey's own, for those that put right what goes wrong in it. */
export interface OwnDemo {
  readonly url: string;
  /** Address of the one-time sign-in link. */
  readonly link: string;
  stop(): Promise<void>;
}

export async function startOwnDemo(): Promise<OwnDemo> {
  const demo = spawn(process.execPath, ['apps/demo/src/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, WEIR_PORT: String(await freePort()) },
  });
  const complaints: string[] = [];
  createInterface({ input: demo.stderr }).on('line', (line) => complaints.push(line));
  const stop = async (): Promise<void> => {
    // What the journey says of its page does not tell why nothing answered there.
    const gone = demo.signalCode ?? demo.exitCode;
    await endProgram(demo, 'SIGINT');
    if (gone !== null) throw new Error([`the demo ended by itself with ${gone}`, ...complaints].join('\n'));
  };
  try {
    const [, url = '', link = ''] = await lineOf(demo, READY, 60_000);
    return { url, link: url + link, stop };
  } catch (failure) {
    await endProgram(demo, 'SIGINT');
    throw failure;
  }
}
