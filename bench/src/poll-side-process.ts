import { Redis } from 'ioredis';
import { LARGE, MEDIUM, type StreamSet } from './datasets/stream-set.ts';
import { measure, type Taken } from './poll-measure.ts';
import { ourPoll, type OurPoll } from './poll-ours.ts';
import {
  autoPipelining,
  clientPipeline,
  commandLine,
  exporter,
  rawSocket,
  rawWindows,
  sequentialLoop,
  type Rival,
} from './poll-rivals.ts';

// One variant of the poll benchmark: says "ready", then answers each "run" with what one reading took.
const [variant = '', portText = '', setName] = process.argv.slice(2);
const port = Number(portText);
const set: StreamSet = setName === 'large' ? LARGE : MEDIUM;
const redis = new Redis({ port, protocol: 2 });
const { run, processorMs } = await reader();
process.on('message', () => void once().then((taken) => process.send?.(taken)));
process.send?.('ready');

async function once(): Promise<Taken> {
  const before = processorMs?.() ?? 0;
  const taken = await measure(redis, run);
  return processorMs === undefined ? taken : { ...taken, ownMs: processorMs() - before };
}

async function reader(): Promise<Pick<Rival, 'run' | 'processorMs'>> {
  switch (variant) {
    case 'steady':
    case 'full':
      return ours(variant);
    case 'raw':
      return rawSocket(port, set);
    case 'same':
      return rawWindows(port, await (await settledPoll()).sentByFull());
    case 'pipeline':
      return clientPipeline(port, set);
    case 'bundled':
      return autoPipelining(port, set);
    case 'exporter':
      return exporter(port);
    case 'cli':
      return commandLine(port, set);
    default:
      return sequentialLoop(port, set);
  }
}

async function settledPoll(): Promise<OurPoll> {
  const poller = await ourPoll(port, set);
  // Two minutes of polls: by then all is counted and the turns are spread evenly.
  for (let poll = 0; poll < 24; poll += 1) await poller.steady();
  const settled = poller.settledGroups();
  if (settled !== set.streams * set.groups) throw new Error(`${settled} groups are settled before measuring`);
  return poller;
}

async function ours(which: 'steady' | 'full'): Promise<Pick<Rival, 'run'>> {
  const poller = await settledPoll();
  return {
    async run() {
      await poller[which]();
    },
  };
}
