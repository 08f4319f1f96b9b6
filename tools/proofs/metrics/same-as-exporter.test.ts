import { Buffer, isUtf8 } from 'node:buffer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesFromReadable, readableFromBytes } from '@weir/domain/names/readable-name';
import { freePort } from '../../rig/free-port.ts';
import { type RedisRig, startRedis } from '../../rig/redis-rig.ts';
import { until } from '../until.ts';
import { startWeir, type WeirProcess } from '../weir-process.ts';
import { needProgram } from './debian-program.ts';
import { type Metric, readExposition, type Sample } from './read-exposition.ts';
import { startProgram } from './running-program.ts';
import { writeVariedStreams } from './varied-streams.ts';

type Page = ReadonlyMap<string, Metric>;

let redis: RedisRig;
let weir: WeirProcess;

beforeAll(async () => {
  // The one version every machine of the tests has; its lag is the one with the most to say against it.
  redis = await startRedis();
  await writeVariedStreams(redis);
  weir = await startWeir(redis.url, { WEIR_POLL_INTERVAL_MS: '250' });
});
afterAll(async () => {
  await weir?.stop();
  await redis?.stop();
});

/** The shape of a tree inside the server; Weir has no use for it and does not ask. */
const NOT_OURS = ['redis_stream_radix_tree_keys', 'redis_stream_radix_tree_nodes'];
/** The usual name for it is Weir's alone. */
const NOT_THEIRS = ['redis_stream_entries_added_total'];
const IDLE = 'redis_stream_group_consumer_idle_seconds';

/** Where the exporter says 0 and nothing is known, there is no sample here. */
const ABSENT = [
  'redis_stream_first_entry_id never-written',
  'redis_stream_first_entry_id trimmed',
  'redis_stream_group_entries_read deep from-middle',
  'redis_stream_group_entries_read never-written readers',
  'redis_stream_group_entries_read plain from-end',
  'redis_stream_group_entries_read plain from-middle',
  'redis_stream_group_lag deep from-middle',
  'redis_stream_last_entry_id never-written',
  'redis_stream_last_entry_id trimmed',
];
/** Where the exporter says something untrue, the truth is told: theirs, ours. */
const CORRECTED = {
  // nil, told as nothing unread.
  'redis_stream_group_lag plain from-middle': [0, 3],
  'redis_stream_group_lag with-gap readers': [0, 2],
  // This server does not see that a trim took what was unread.
  'redis_stream_group_lag trimmed readers': [1, 0],
};

describe.each(['exporter-1.45', 'exporter-1.69'] as const)('beside %s', (version) => {
  test('every sample is the same, and the ones that are not are these', { timeout: 120_000 }, async (context) => {
    const program = await needProgram(context, version);
    const at = `127.0.0.1:${await freePort()}`;
    const words = ['-redis.addr', redis.url, '-web.listen-address', at, '-check-streams', '*'];
    const exporter = await startProgram(program, words, `http://${at}`, '/health');
    try {
      const theirs = async (): Promise<Page> => readExposition(streamLines(await exporter.get('/metrics')));
      const ours = async (): Promise<Page> => readExposition((await weir.get('/metrics')).text);
      const known = new Set((await theirs()).keys());
      const expected = {
        absent: ABSENT.filter((name) => known.has(metricOf(name))),
        corrected: Object.fromEntries(Object.entries(CORRECTED).filter(([name]) => known.has(metricOf(name)))),
        untold: [],
      };
      let last: unknown;
      await until('the same samples', 30_000, async () => {
        last = await compare(ours, theirs);
        return JSON.stringify(last) === JSON.stringify(expected) ? true : undefined;
      }).catch(() => {});
      expect(last).toEqual(expected);
      await checkNames(await ours(), await theirs());
    } finally {
      await exporter.stop();
    }
  });
});

test('what is exported as lag is what a count of the entries says', async () => {
  const { samples } = readExposition((await weir.get('/metrics')).text).get('redis_stream_group_lag')!;
  expect(samples.length).toBeGreaterThan(40);
  for (const { labels, value } of samples) {
    const [stream, group] = [labels['stream'], labels['group']].map((name) => Buffer.from(bytesFromReadable(name!)!));
    expect(value, labels['stream']).toBe(await countUnread(stream!, group!));
  }
});

async function countUnread(stream: Buffer, group: Buffer): Promise<number> {
  const groups = (await redis.callBuffer('XINFO', 'GROUPS', stream)) as Buffer[][];
  const fields = groups.find((each) => each[1]?.equals(group)) ?? [];
  const position = fields[fields.findIndex((field) => String(field) === 'last-delivered-id') + 1];
  return ((await redis.call('XRANGE', stream, `(${String(position)}`, '+')) as unknown[]).length;
}

function streamLines(page: string): string {
  return page
    .split('\n')
    .filter((line) => /^(# (HELP|TYPE) )?redis_stream_/.test(line))
    .map((line) => `${line}\n`)
    .join('');
}

async function compare(ours: () => Promise<Page>, theirs: () => Promise<Page>) {
  const here = await ours();
  const there = await theirs();
  // Time goes on between the picture of one and the look of the other.
  const picture = here.get('weir_picture_timestamp_seconds')?.samples[0]?.value ?? 0;
  const elapsed = Date.now() / 1_000 - picture;
  const absent: string[] = [];
  const corrected: Record<string, [number, number]> = {};
  const untold: string[] = [];
  for (const [name, { samples }] of there) {
    if (NOT_OURS.includes(name)) continue;
    const known = new Map(here.get(name)?.samples.map((sample) => [placeOf(sample), sample.value]));
    for (const sample of samples) {
      const place = placeOf(sample, inReadable);
      const value = known.get(place);
      if (value === undefined) (sample.value === 0 ? absent : untold).push(`${name} ${place}`);
      else if (name === IDLE ? !isLater(value, sample.value, elapsed) : value !== sample.value)
        corrected[`${name} ${place}`] = [sample.value, value];
    }
  }
  const order = Object.keys(CORRECTED);
  const sorted = Object.entries(corrected).toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  return { absent: absent.toSorted(), corrected: Object.fromEntries(sorted), untold };
}

// Idle is read some time after the clock it is reckoned by: up to half a second on a machine that is busy.
const READING_S = 0.6;

function isLater(ours: number, theirs: number, elapsed: number): boolean {
  return theirs >= ours - READING_S && theirs <= ours + elapsed + READING_S;
}

/** Same types, same labels beside `connection`; what only Weir has is bytes that are no text. */
async function checkNames(ours: Page, theirs: Page): Promise<void> {
  for (const [name, metric] of theirs) {
    if (NOT_OURS.includes(name)) continue;
    const mine = ours.get(name);
    expect(mine?.type, name).toBe(metric.type);
    expect(labelsOf(mine), name).toEqual(new Set(['connection', ...labelsOf(metric)]));
    const told = new Set(metric.samples.map((sample) => placeOf(sample, inReadable)));
    const alone = mine?.samples.filter((sample) => !told.has(placeOf(sample))) ?? [];
    expect(alone.length, `${name}: names the exporter leaves out`).toBeGreaterThan(0);
    for (const { labels: of } of alone) expect(isUtf8(bytesFromReadable(of['stream']!)!), of['stream']).toBe(false);
  }
  const more = [...ours.keys()].filter((name) => name.startsWith('redis_') && !theirs.has(name));
  if (theirs.has('redis_stream_group_lag')) expect(more).toEqual(NOT_THEIRS);
}

function labelsOf(metric: Metric | undefined): ReadonlySet<string> {
  return new Set(Object.keys(metric?.samples[0]?.labels ?? {}));
}

const asItIs = (text: string) => text;
const inReadable = (text: string) => readableFromBytes(Buffer.from(text));

function placeOf({ labels }: Sample, form = asItIs): string {
  expect(labels['db']).toBe('db0');
  return [labels['stream'], labels['group'], labels['consumer']]
    .filter((name) => name !== undefined)
    .map(form)
    .join(' ');
}

function metricOf(name: string): string {
  return name.split(' ', 1)[0] ?? '';
}
