import type { Call, CallOutcome, Changer } from '@weir/domain/actions/call';
import type { Look } from '@weir/domain/actions/look';
import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { startRedis, type RedisRig, type RedisRigOptions } from '../../../../../tools/rig/redis-rig.ts';
import { Link, type LinkSession } from '../../links/link.ts';
import { parseRedisUrl } from '../../links/redis-address.ts';
import { createLook } from '../../look/look.ts';
import { createQueuedReader } from '../../pages/queued-reader.ts';
import { createChanger } from '../changer.ts';
import type { PerformTable } from '../perform.ts';

/** A real Redis with Weir's hands and eyes on it. */
export interface ActingRedis {
  readonly rig: RedisRig;
  readonly changer: Changer;
  readonly look: Look;
  readonly write: Link;
  /** A call of a job of its own, or of the one named. */
  run(call: CallSketch, how?: { resume?: boolean; signal?: { aborted: boolean } }): Promise<CallOutcome>;
  /** All pending entries, as a plan freezes them. */
  seen(stream: string, group: string): Promise<SeenEntry[]>;
  /** id → [owner, deliveries] of all pending entries. */
  pending(stream: string, group: string): Promise<Record<string, readonly [string, number]>>;
  ids(stream: string): Promise<string[]>;
  /** A second Weir on the same server. */
  anotherChanger(): Promise<{ readonly changer: Changer; close(): Promise<void> }>;
  close(): Promise<void>;
}

type Sketch<C> = C extends Call ? Omit<C, 'job' | 'number'> & { job?: string; number?: number } : never;
export type CallSketch = Sketch<Call>;

const NEVER = { aborted: false };
let jobs = 0;

/** `url` = where Weir connects, when not straight to the server; `perform` = with other hands, to prove a test sharp. */
export async function startActing(
  options: RedisRigOptions & { url?: (rig: RedisRig) => Promise<string>; perform?: PerformTable } = {},
): Promise<ActingRedis> {
  const rig = await startRedis(options);
  const url = (await options.url?.(rig)) ?? rig.url;
  const write = new Link(parseRedisUrl(url), 'write');
  const reads = new Link(parseRedisUrl(rig.url), 'read');
  await Promise.all([up(write), up(reads)]);
  const read = createQueuedReader(reads);
  const look = createLook(reads, read);
  const changer = createChanger(write, read, options.perform);
  return {
    rig,
    changer,
    look,
    write,
    run(call, { resume = false, signal = NEVER } = {}) {
      jobs += 1;
      return changer.run({ job: `j${jobs}`, number: 1, ...call }, { resume, signal });
    },
    async seen(stream, group) {
      const entries: SeenEntry[] = [];
      let page = await look.pending(stream, group, {});
      for (;;) {
        entries.push(...page.rows);
        if (page.next === null) return entries;
        page = await look.pending(stream, group, { after: page.next });
      }
    },
    async pending(stream, group) {
      const rows = (await rig.call('XPENDING', stream, group, '-', '+', 1_000_000)) as [
        string,
        string,
        number,
        number,
      ][];
      return Object.fromEntries(rows.map(([id, owner, , deliveries]) => [id, [owner, deliveries]]));
    },
    async ids(stream) {
      const rows = (await rig.call('XRANGE', stream, '-', '+')) as [string, unknown][];
      return rows.map(([id]) => id);
    },
    async anotherChanger() {
      const link = new Link(parseRedisUrl(rig.url), 'write');
      await up(link);
      return { changer: createChanger(link, read, options.perform), close: () => link.close() };
    },
    async close() {
      await Promise.all([write.close(), reads.close()]);
      await rig.stop();
    },
  };
}

function up(link: Link): Promise<LinkSession> {
  return new Promise((resolve) => {
    link.onSession(resolve);
    link.connect();
  });
}
