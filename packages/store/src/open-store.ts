import type { AlertBook } from '@weir/domain/alerts/alert-book';
import type { AuditTrail } from '@weir/domain/audit/audit-record';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { LimitRuleBook } from '@weir/domain/health/limit-rule-book';
import type { Journal } from '@weir/domain/jobs/journal';
import { alertBookOver } from './alerts/alert-book-over.ts';
import type { PolicyBook } from '@weir/domain/policies/policy-book';
import { troubleSentence } from './file/trouble-sentence.ts';
import type { Method, Reading, Writing } from './thread/messages.ts';
import { policyBookOver } from './policies/policy-book-over.ts';
import { oneAtATime } from './thread/one-at-a-time.ts';
import { startThread, type StoreThread } from './thread/start-thread.ts';

export interface StoreOptions {
  /** This machine's clock, epoch ms. */
  readonly now: () => number;
  /** The database never grows above that; default: as large as the disk allows. */
  readonly maxBytes?: number;
  /** How long after a trouble, and after each try since, Weir tries again; default 3 s. */
  readonly retryMs?: number;
  /** False = everything happens where the store is opened, and a slow disk holds that up; default true. */
  readonly threads?: boolean;
}

/** What Weir remembers on disk. */
export interface Store {
  readonly alerts: AlertBook;
  readonly journal: Journal;
  readonly audit: AuditTrail;
  readonly policies: PolicyBook;
  readonly limitRules: LimitRuleBook;
  /** In trouble everything that writes is refused with that sentence, and reading answers what it can. */
  state(): 'ok' | { readonly trouble: string };
  /** Told when the state changes; null = it is well again, which needs no restart. */
  onTrouble(listener: (sentence: string | null) => void): void;
  /** Waits for the write at hand. */
  close(): Promise<void>;
}

// Beside this file, which a bundle writes as JavaScript.
const WORKER = new URL(`./thread/store-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
const RETRY_MS = 3_000;
const LONGEST_WAIT_MS = 5_000;
const LOOK_THROUGH_EVERY_MS = 86_400_000;

/**
 * Opens the store in a folder, on two threads of its own: one that writes, one that reads. Never fails for what the disk
 * does: the store is then in trouble, says so, and goes on by itself once the cause is gone.
 */
export async function openStore(
  folder: string,
  { now, maxBytes, retryMs = RETRY_MS, threads = true }: StoreOptions,
): Promise<Store> {
  const listeners = new Set<(sentence: string | null) => void>();
  const stopped = troubleSentence({ kind: 'stopped' }, folder);
  const first = Promise.withResolvers<void>();
  let trouble: string | null = stopped;
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;

  const hear = (sentence: string | null): void => {
    first.resolve();
    if (sentence === trouble) return;
    trouble = sentence;
    for (const listener of listeners) listener(sentence);
    if (sentence !== null) tryLater();
  };
  const setup = { folder, maxBytes: maxBytes ?? null };
  // Only then: the queries and what they stand on are otherwise loaded by the threads alone.
  const here = threads ? undefined : await import('./thread/start-here.ts');
  const side = (role: 'read' | 'write', onTrouble: (sentence: string | null) => void): StoreThread<Method> =>
    here?.startHere({ ...setup, role }, onTrouble) ??
    startThread<Method>(WORKER, { ...setup, role }, stopped, onTrouble);
  const writer = side('write', hear);
  // A reader that died is started again by the next question; whoever asked was told.
  const reader = side('read', () => undefined);

  const recover = async (): Promise<void> => {
    await writer.ask('recover', [], now()).catch(() => hear(stopped));
    if (trouble !== null) tryLater();
  };
  const tryLater = (): void => {
    clearTimeout(retry);
    if (!isClosed) retry = setTimeout(() => void recover(), retryMs).unref();
  };
  const lookThrough = async (): Promise<void> => {
    if (trouble === null && !((await reader.ask('isSound', [], now())) as boolean)) {
      await writer.ask('distrust', [], now());
    }
  };
  // A file that cannot even be read says so to whoever asks next.
  const daily = setInterval(() => void lookThrough().catch(() => undefined), LOOK_THROUGH_EVERY_MS).unref();

  const inTurn = oneAtATime(LONGEST_WAIT_MS, troubleSentence({ kind: 'slow' }, folder));
  const asWriting = (method: Method, args: readonly unknown[]): Promise<unknown> =>
    inTurn(async () => {
      if (isClosed) throw closed();
      if (trouble !== null) throw new ConsoleError('refused', trouble);
      return writer.ask(method, args, now());
    });
  // Sound, both: the thread answers with what the method of that name answers.
  const read = <M extends keyof Reading>(method: M) =>
    ((...args: readonly unknown[]) =>
      isClosed ? Promise.reject(closed()) : reader.ask(method, args, now())) as Reading[M];
  const write = <M extends keyof Writing>(method: M) =>
    ((...args: readonly unknown[]) => asWriting(method, args)) as Writing[M];

  void recover();
  await first.promise;
  return {
    alerts: alertBookOver(read, write),
    journal: journalOver(read, write),
    audit: {
      add: write('add'),
      record: read('record'),
      records: read('records'),
      count: read('count'),
      verify: read('verify'),
    },
    policies: policyBookOver(read, write),
    limitRules: {
      limitRules: read('limitRules'),
      saveLimitRule: write('saveLimitRule'),
      removeLimitRule: write('removeLimitRule'),
    },
    state: () => (trouble === null ? 'ok' : { trouble }),
    onTrouble: (listener) => void listeners.add(listener),
    async close() {
      isClosed = true;
      clearTimeout(retry);
      clearInterval(daily);
      // The reader first: whoever closes the file last tidies it up, and that must be who may write.
      await reader.close();
      await inTurn(() => writer.close());
    },
  };
}

function closed(): ConsoleError {
  return new ConsoleError('refused', 'Weir is stopping: ask again when it runs.');
}

function journalOver(
  read: <M extends keyof Reading>(method: M) => Reading[M],
  write: <M extends keyof Writing>(method: M) => Writing[M],
): Journal {
  return {
    savePlan: write('savePlan'),
    plan: read('plan'),
    freeze: write('freeze'),
    frozen: read('frozen'),
    dropPlan: write('dropPlan'),
    begin: write('begin'),
    intend: write('intend'),
    settle: write('settle'),
    goBack: write('goBack'),
    setState: write('setState'),
    setRate: write('setRate'),
    end: write('end'),
    later: write('later'),
    note: write('note'),
    job: read('job'),
    jobs: read('jobs'),
    lines: read('lines'),
    settled: read('settled'),
    jobOfPlan: read('jobOfPlan'),
    undoOf: read('undoOf'),
  };
}
