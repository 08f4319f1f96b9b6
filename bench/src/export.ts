import { MAX_ID, ZERO_ID, type EntryId } from '@weir/domain/entries/entry-id';
import { createLineSource } from '@weir/redis/archive/line-source';
import { Link } from '@weir/redis/links/link';
import { parseRedisUrl } from '@weir/redis/links/redis-address';
import { Redis } from 'ioredis';
import { until } from '../../tools/proofs/until.ts';
import { startRedis } from '../../tools/rig/redis-rig.ts';
import { median, printRatio } from './print-ratio.ts';

// A whole stream as lines of JSON: by Weir from the bytes Redis sent, and by a client with JSON.stringify that asks for
// its next page before it writes this one. Both make the same bytes. `--entries 100000`, `--rounds 5`.
const ENTRIES = numberAfter('--entries') ?? 1_000_000;
const ROUNDS = numberAfter('--rounds') ?? 3;
const PAGE = 1_000;
const PART = { entries: 25_000, bytes: 8 * 1024 * 1024 };

interface Made {
  readonly ms: number;
  readonly bytes: number;
  /** Most the heap held, MB. */
  readonly heap: number;
}

const rig = await startRedis();
const redis = new Redis({ port: rig.port, protocol: 2 });
const link = new Link(parseRedisUrl(rig.url), 'read');
link.connect();
await until('connected', 10_000, () => link.session);
const lines = createLineSource(link);
await fill();

const rounds: { readonly ours: Made; readonly theirs: Made }[] = [];
await ours();
for (let round = 0; round < ROUNDS; round += 1) rounds.push({ theirs: await theirs(), ours: await ours() });
const same = rounds.every((round) => round.ours.bytes === round.theirs.bytes);
const heaps = rounds.map((round) => Math.round(round.ours.heap)).join(', ');
printRatio(
  'G12 export against ioredis and JSON.stringify',
  median(rounds.map((round) => round.theirs.ms / round.ours.ms)),
  '>= 1.6x',
  `${ENTRIES} entries in ${median(rounds.map((round) => round.ours.ms)).toFixed(0)} ms, heap ${heaps} MB`,
);
await link.close();
redis.disconnect();
await rig.stop();
if (!same) throw new Error('the two did not make the same bytes');

async function fill(): Promise<void> {
  const script = `for n = tonumber(ARGV[1]), tonumber(ARGV[2]) do redis.call('XADD', KEYS[1], n .. '-0', 'type',
    'order.created', 'order', 'ord-' .. n, 'user', 'user-' .. (n % 5000), 'amount', n % 900) end`;
  for (let from = 1; from <= ENTRIES; from += 50_000) {
    await redis.eval(script, 1, 's', from, Math.min(ENTRIES, from + 49_999));
  }
}

async function ours(): Promise<Made> {
  const startedAt = performance.now();
  let [bytes, heap] = [0, 0];
  for (let after: EntryId = ZERO_ID; ;) {
    const batch = await lines.range('s', { after, until: MAX_ID }, PART);
    bytes += batch.lines.length;
    heap = Math.max(heap, heapNow());
    if (batch.ended || batch.lastId === null) return { ms: performance.now() - startedAt, bytes, heap };
    after = batch.lastId;
  }
}

function page(from: string) {
  return redis.xrange('s', from, '+', 'COUNT', PAGE);
}

async function theirs(): Promise<Made> {
  const startedAt = performance.now();
  let [bytes, heap] = [0, 0];
  for (let next = page('-'); ;) {
    const rows = await next;
    const last = rows.at(-1);
    if (last === undefined) return { ms: performance.now() - startedAt, bytes, heap };
    next = page(`(${last[0]}`);
    const made = rows.map(([id, words]) => JSON.stringify({ id, fields: pairsOf(words) }));
    bytes += Buffer.from(`${made.join('\n')}\n`).length;
    heap = Math.max(heap, heapNow());
  }
}

function pairsOf(words: readonly string[]): string[][] {
  const pairs: string[][] = [];
  for (let at = 0; at < words.length; at += 2) pairs.push(words.slice(at, at + 2));
  return pairs;
}

function heapNow(): number {
  return process.memoryUsage().heapUsed / 1e6;
}

function numberAfter(flag: string): number | undefined {
  const at = process.argv.indexOf(flag);
  return at < 0 ? undefined : Number(process.argv[at + 1]);
}
