import { compose, type Console } from '../compose.ts';
import type { Settings } from '../config/settings.ts';
import { noteRunning } from '../identity/running-console.ts';
import { createLog, faultFields, type Log } from '../log/create-log.ts';

const LONGEST_STOP_MS = 5_000;

/** Runs the console until a signal ends it. Resolves with an exit code only when it could not start. */
export async function serve(settings: Settings): Promise<number | undefined> {
  const log = createLog(settings.logLevel, secretsOf(settings));
  for (const note of settings.notes) log.warn(note);
  let running: Console;
  try {
    running = await compose(settings, log);
  } catch (fault) {
    process.stderr.write(`${whyNotStarted(fault, settings)}\n`);
    return 1;
  }
  const forget = await noteRunning(settings.dataDir, { pid: process.pid, origin: running.origin });
  stopOnSignals(running, forget, log);
  process.on('uncaughtException', (fault) => {
    log.fatal(faultFields(fault), 'stopped by a fault inside Weir');
    process.exit(1);
  });
  process.stdout.write(`Weir is ready: ${await running.issueSignInLink()}\n`);
  return undefined;
}

function stopOnSignals(running: Console, forget: () => Promise<void>, log: Log): void {
  let stopping = false;
  const stop = (): void => {
    // A second signal means now.
    if (stopping) process.exit(1);
    stopping = true;
    log.info('stopping');
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    void Promise.all([running.close(), forget()])
      .catch((fault: unknown) => log.error(faultFields(fault), 'did not stop cleanly'))
      .then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function whyNotStarted(fault: unknown, { host, port, dataDir }: Settings): string {
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use: stop what listens there, or set WEIR_PORT to another one.`;
    case 'EADDRNOTAVAIL':
      return `This machine has no address ${host}: correct WEIR_HOST.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `Weir may not use port ${port} or write to ${dataDir}: correct WEIR_PORT or WEIR_DATA_DIR.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `${dataDir} is not a folder: correct WEIR_DATA_DIR.`;
    default:
      return 'Weir could not start because of a fault inside it; WEIR_LOG_LEVEL=debug tells more.';
  }
}

function secretsOf(settings: Settings): string[] {
  return settings.connections.flatMap(({ address }) => {
    const credentials = address.credentials?.();
    return credentials === undefined ? [] : [credentials.password];
  });
}
