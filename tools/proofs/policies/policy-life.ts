import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createActDesk } from '@weir/api/act/act-desk';
import { isStale } from '@weir/api/observe/board';
import type { Watch } from '@weir/api/observe/watch';
import { createPolicyDesk, type PolicyDesk } from '@weir/api/policies/policy-desk';
import type { Archives } from '@weir/domain/archive/archives';
import { DEFAULT_RULES, type LetterRules } from '@weir/domain/dead-letters/letter-rules';
import { type Policy, policySettings } from '@weir/domain/policies/policy';
import type { PolicyBook } from '@weir/domain/policies/policy-book';
import type { PolicyRun } from '@weir/domain/policies/policy-run';
import { openArchives } from '@weir/store/archive/open-archives';
import { openStore, type Store } from '@weir/store/open-store';
import { startRedis, type RedisRig } from '../../rig/redis-rig.ts';
import { CONNECTION, watchOf } from '../crash/console-life.ts';
import { createGate, type Gate, gatedArchives, gatedBook, gatedJournal } from '../crash/gate.ts';
import { until } from '../until.ts';

export const PERSON = { actor: 'ann', role: 'maintainer' } as const;
export const QUARTER = 15 * 60_000;

/** A Redis, a data folder, and a clock that a test puts forward. Several Weirs may live on them at once. */
export interface PolicyWorld {
  readonly redis: RedisRig;
  readonly store: Store;
  readonly archives: Archives;
  /** Of all Weirs of this world, epoch ms. */
  here(): number;
  /** Time passes: both clocks go forward. */
  pass(ms: number): void;
  /** The wall clock alone is set. */
  setClock(ms: number): void;
  weir(
    holder: string,
    parts?: {
      readonly gate?: Gate;
      readonly book?: PolicyBook;
      readonly archives?: Archives;
      readonly letters?: LetterRules;
    },
  ): Promise<PolicyWeir>;
  close(): Promise<void>;
}

export interface PolicyWeir {
  readonly policies: PolicyDesk;
  readonly watch: Watch;
  readonly faults: unknown[];
  /** One look at the clock, and all that was begun to its end. */
  turn(): Promise<void>;
  close(): Promise<void>;
}

export async function policyWorld(args: readonly string[] = []): Promise<PolicyWorld> {
  const redis = await startRedis({ args });
  const folder = mkdtempSync(join(tmpdir(), 'weir-policies-'));
  let passed = 0;
  let set = 0;
  const here = (): number => Date.now() + passed + set;
  const store = await openStore(folder, { now: here, threads: false });
  const archives = openArchives(join(folder, 'archive'));
  const weirs: PolicyWeir[] = [];
  return {
    redis,
    store,
    archives,
    here,
    pass: (ms) => void (passed += ms),
    setClock: (ms) => void (set += ms),
    async weir(
      holder,
      {
        gate = createGate(0, () => undefined),
        book = store.policies,
        archives: kept = archives,
        letters = DEFAULT_RULES,
      } = {},
    ) {
      const faults: unknown[] = [];
      const watch = onTheClock(watchOf(redis.port, faults, here), () => passed + set);
      const desk = createActDesk({
        watches: new Map([[CONNECTION, watch]]),
        journal: gatedJournal(store.journal, gate),
        audit: store.audit,
        archives: gatedArchives(kept, gate),
        letters,
        here,
        monotonic: () => performance.now() + passed,
        newId: () => randomBytes(6).toString('hex'),
        stillMay: () => Promise.resolve(true),
        onFault: (fault) => faults.push(fault),
      });
      const policies = createPolicyDesk({ desk, book: gatedBook(book, gate), holder });
      watch.gateway.watcher.start();
      await until('the first picture', 10_000, () => (watch.board.polledAt === null ? undefined : true));
      const weir: PolicyWeir = {
        policies,
        watch,
        faults,
        async turn() {
          await until('a picture', 10_000, () => (isStale(watch.board, here()) ? undefined : true), 10);
          await policies.scheduler.tick();
          await policies.scheduler.idle();
        },
        async close() {
          // What is dead waits for ever, and cannot be asked to let go.
          if (!gate.frozen) await Promise.all([desk.jobs.close(), policies.scheduler.close()]);
          await watch.gateway.close();
        },
      };
      weirs.push(weir);
      return weir;
    },
    async close() {
      await Promise.all(weirs.map((weir) => weir.close()));
      await store.close();
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Polls go by the machine's clock; for a test that put its clock forward they are as fresh as they are. */
function onTheClock(watch: Watch, ahead: () => number): Watch {
  const { board } = watch;
  const moved = { get: () => (board.polledAtHere === null ? null : board.polledAtHere + ahead()) };
  // Sound: the same board, with one of its figures seen from another clock.
  return { ...watch, board: Object.create(board, { polledAtHere: moved }) as Watch['board'] };
}

export interface Wanted {
  readonly name?: string;
  readonly on?: { readonly stream: string } | { readonly pattern: string };
  readonly [setting: string]: unknown;
}

export function settingsOf(wanted: Wanted) {
  return policySettings.parse({
    name: 'a policy',
    connection: CONNECTION,
    on: { stream: 'orders' },
    keep: { keep: 'newest', entries: 100 },
    precision: 'exactly',
    schedule: { everyMs: QUARTER },
    ...wanted,
  });
}

/** Seen, and switched on. */
export async function switchedOn({ policies }: PolicyWeir, wanted: Wanted, policyId?: string): Promise<Policy> {
  const settings = settingsOf(wanted);
  const { dryRunId } = await policies.plan(settings, PERSON);
  const confirmName = 'stream' in settings.on ? settings.on.stream : settings.on.pattern;
  const request = { policyId, settings, on: true, seen: dryRunId, reason: 'CHG-1', confirmName, origin: 'test' };
  return policies.save(request, PERSON);
}

export async function newestRun({ store }: PolicyWorld, policyId: string): Promise<PolicyRun | undefined> {
  return (await store.policies.runs({ policyId, limit: 1 }))[0];
}

/** `count` entries with ids of their own behind the end. */
export async function fill(redis: RedisRig, stream: string, count: number): Promise<void> {
  const lua = "for i = 1, tonumber(ARGV[1]) do redis.call('XADD', KEYS[1], '*', 'n', i) end";
  await redis.call('EVAL', lua, 1, stream, count);
}
