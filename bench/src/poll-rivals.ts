import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { Redis } from 'ioredis';
import { encodeCommand } from '@weir/redis/resp/encode-command';
import { freePort } from '../../tools/rig/free-port.ts';
import { needProgram } from '../../tools/proofs/metrics/debian-program.ts';
import { until } from '../../tools/proofs/until.ts';
import { commandsFor, type StreamSet } from './datasets/stream-set.ts';

/** One way of reading everything once. */
export interface Rival {
  run(): Promise<void>;
  /** Where the work is done in another process: that one's processor time so far. */
  readonly processorMs?: () => number;
}

/** Streams the command line is tried on; a process per command on all of them would take many minutes. */
export const CLI_STREAMS = 5;

function client(port: number, autoPipelining = false): Redis {
  return new Redis({ port, protocol: 2, enableAutoPipelining: autoPipelining, disableClientInfo: true });
}

/** Command after command, each awaited. */
export function sequentialLoop(port: number, set: StreamSet): Rival {
  const redis = client(port);
  return {
    async run() {
      for (let at = 0; at < set.streams; at += 1) {
        for (const [name = '', ...words] of commandsFor(set, at)) await redis.call(name, ...words);
      }
    },
  };
}

/** The client's own pipelines of 500 commands. */
export function clientPipeline(port: number, set: StreamSet): Rival {
  const redis = client(port);
  return {
    async run() {
      let pipeline = redis.pipeline();
      for (let at = 0; at < set.streams; at += 1) {
        for (const [name = '', ...words] of commandsFor(set, at)) pipeline.call(name, ...words);
        if (pipeline.length >= 500) {
          await pipeline.exec();
          pipeline = redis.pipeline();
        }
      }
      await pipeline.exec();
    },
  };
}

/** Everything at once, left to the client to bundle. */
export function autoPipelining(port: number, set: StreamSet): Rival {
  const redis = client(port, true);
  return {
    async run() {
      const all: Promise<unknown>[] = [];
      for (let at = 0; at < set.streams; at += 1) {
        for (const [name = '', ...words] of commandsFor(set, at)) all.push(redis.call(name, ...words));
      }
      await Promise.all(all);
    },
  };
}

/** The limit: prepared bytes out, replies in and thrown away, two windows of 100 streams on the way. */
export function rawSocket(port: number, set: StreamSet): Promise<Rival> {
  const windows: Buffer[] = [];
  for (let from = 0; from < set.streams; from += 100) {
    const commands = Array.from({ length: Math.min(100, set.streams - from) }, (_, at) =>
      commandsFor(set, from + at),
    ).flat();
    windows.push(Buffer.concat(commands.map(encodeCommand)));
  }
  return rawWindows(port, windows);
}

/** Windows of commands out, two on the way, replies in and thrown away. */
export async function rawWindows(port: number, parts: readonly Buffer[]): Promise<Rival> {
  const end = Buffer.from('$11\r\nend-of-part\r\n');
  const windows = parts.map((part) => Buffer.concat([part, encodeCommand(['ECHO', 'end-of-part'])]));
  const socket: Socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  let ended = 0;
  let tail = Buffer.alloc(0);
  let wake: (() => void) | undefined;
  socket.on('data', (chunk: Buffer) => {
    // Two windows can end in one chunk, and an end can lie across two.
    const text = Buffer.concat([tail, chunk]);
    for (let at = text.indexOf(end); at >= 0; at = text.indexOf(end, at + end.length)) {
      ended += 1;
      tail = Buffer.from(text.subarray(at + end.length));
    }
    if (text.indexOf(end) < 0) tail = Buffer.from(text.subarray(Math.max(0, text.length - end.length + 1)));
    else tail = tail.subarray(Math.max(0, tail.length - end.length + 1));
    wake?.();
  });
  return {
    async run() {
      ended = 0;
      for (let sent = 0; ended < windows.length;) {
        while (sent < windows.length && sent - ended < 2) {
          socket.write(windows[sent] ?? end);
          sent += 1;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** The exporter people use, asked for one page of metrics. */
export async function exporter(port: number): Promise<Rival> {
  const listen = await freePort();
  const child: ChildProcess = spawn(
    await needProgram({ skip: notHere }, 'exporter-1.45'),
    [`--redis.addr=redis://127.0.0.1:${port}`, `--web.listen-address=127.0.0.1:${listen}`, '--check-streams=s:*'],
    { stdio: 'ignore' },
  );
  process.once('exit', () => child.kill());
  // Ended by a signal this process has no exit of its own.
  process.once('SIGTERM', () => process.exit(0));
  await until('the exporter listens', 10_000, async () =>
    (await fetch(`http://127.0.0.1:${listen}/health`)).ok ? true : undefined,
  );
  return {
    async run() {
      const answer = await fetch(`http://127.0.0.1:${listen}/metrics`);
      if (!(await answer.text()).includes('redis_stream_group_messages_pending'))
        throw new Error('the exporter reads no streams');
    },
    processorMs: () => processorTime(child.pid ?? 0),
  };
}

/** A process per command, on a few streams; whoever compares scales. */
export function commandLine(port: number, set: StreamSet): Rival {
  return {
    async run() {
      for (let at = 0; at < CLI_STREAMS; at += 1) {
        for (const words of commandsFor(set, at)) {
          await new Promise<void>((resolve) => {
            spawn('redis-cli', ['-p', String(port), ...words], { stdio: 'ignore' }).once('exit', () => resolve());
          });
        }
      }
    },
  };
}

function notHere(note = ''): never {
  throw new Error(note);
}

/** Processor time of a process so far; Linux counts it in hundredths of a second. */
function processorTime(pid: number): number {
  const cells = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
  return (Number(cells[11]) + Number(cells[12])) * 10;
}
