import { spawn } from 'node:child_process';
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
  const stop = async (): Promise<void> => {
    await endProgram(demo, 'SIGINT');
  };
  try {
    const [, url = '', link = ''] = await lineOf(demo, READY, 60_000);
    return { url, link: url + link, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}
