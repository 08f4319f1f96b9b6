import { clockJump, type ClockReading } from '@weir/domain/policies/clock-jump';
import { dueNow } from '@weir/domain/policies/due-times';
import type { Lease } from '@weir/domain/policies/lease';
import type { Policy } from '@weir/domain/policies/policy';
import { formatDuration } from '@weir/domain/metrics/format-figures';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { isStale } from '../observe/board.ts';
import type { Watch } from '../observe/watch.ts';
import { isPassing, type PolicyTools, type RunTarget, targetsOf } from './policy-tools.ts';
import { runOnTarget } from './run-on-target.ts';
import { settleOpenRuns } from './settle-runs.ts';

/** Runs policies when they are due. One Weir at a time does, and a run that comes late begins nothing. */
export interface Scheduler {
  /** Looks at the clock once; resolves when everything that is due has been begun. */
  tick(): Promise<void>;
  /** Ticks every second from now on. */
  start(): void;
  /** Begins nothing more; resolves when no run is between two steps. */
  close(): Promise<void>;
  /** The runs at work are over. */
  idle(): Promise<void>;
}

const EVERY_MS = 1_000;
// Renewed every second while there is work, so a Weir that died is followed after a quarter of a minute.
const LEASE_MS = 15_000;
// Planning shares its four places with people.
const AT_ONCE = 2;

export function createScheduler(tools: PolicyTools): Scheduler {
  const { book, desk, holder } = tools;
  const { here, monotonic, watches, onFault } = desk.tools;
  const atWork = new Map<string, Promise<void>>();
  let clock: ClockReading = { here: here(), monotonic: monotonic() };
  let lease: Lease | null = null;
  let ticking: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closing = false;

  async function look(): Promise<void> {
    await noticeJump();
    const policies = (await book.policies()).filter(({ state }) => state === 'on');
    const due = policies.filter((policy) => isDue(policy) && !atWork.has(policy.policyId));
    if (due.length + atWork.size === 0 && (await book.openRuns()).length === 0) return;
    lease = await book.takeLease(holder, LEASE_MS);
    if (lease === null || closing) return;
    await settleOpenRuns(tools, new Set(atWork.keys()));
    if (due.length === 0 || (await book.heldUp()) !== null) return;
    // Whatever an earlier run left open comes to its end first.
    const open = new Set((await book.openRuns()).map(({ policyId }) => policyId));
    for (const policy of due) {
      if (atWork.size >= AT_ONCE) return;
      if (!open.has(policy.policyId)) begin(policy);
    }
  }

  async function noticeJump(): Promise<void> {
    const now = { here: here(), monotonic: monotonic() };
    const jumped = clockJump(clock, now);
    if (jumped !== 0) await book.holdUp(jumpSentence(jumped));
    // Behind it, so that a jump that could not be written down is noticed again.
    clock = now;
  }

  function isDue({ settings, dealtWith }: Policy): boolean {
    const watch = watches.get(settings.connection);
    return watch !== undefined && canWork(watch, here()) && dueNow(settings, dealtWith, here()) !== null;
  }

  function begin(policy: Policy): void {
    const working = work(policy)
      .catch((error: unknown) => {
        if (!(error instanceof ConsoleError)) onFault(error);
      })
      .finally(() => atWork.delete(policy.policyId));
    atWork.set(policy.policyId, working);
  }

  async function work(policy: Policy): Promise<void> {
    const { settings, policyId, dealtWith } = policy;
    const due = dueNow(settings, dealtWith, here())?.due;
    const watch = watches.get(settings.connection);
    const fence = lease;
    if (due === undefined || watch === undefined || fence === null) return;
    const targets = targetsOf(tools, watch, settings);
    const ran = new Set((await book.runs({ policyId, limit: targets.length + 1 })).filter(isOf(due)).map(keyOf));
    for (const target of targets) {
      if (ran.has(keyOf(target))) continue;
      if (closing || (await book.heldUp()) !== null || !(await isStill(policy))) return;
      const outcome = await runOnTarget(tools, policy, target, due, fence);
      // Not over when this process ends, or the policy switched itself off: the time stays open, or is nobody's.
      if (outcome === null || outcome === 'stopped') return;
    }
    await book.dealtWith(policyId, due, fence);
  }

  /** Of many streams the last ones come long after the first: it may have been switched off or changed by then. */
  async function isStill({ policyId, fingerprint }: Policy): Promise<boolean> {
    const now = await book.policy(policyId);
    return now?.state === 'on' && now.fingerprint === fingerprint;
  }

  return {
    tick() {
      ticking = ticking.then(look).catch((error: unknown) => {
        // The disk is full, or another Weir writes: it is tried again with the next tick.
        if (!isPassing(error) && !(error instanceof ConsoleError)) onFault(error);
      });
      return ticking;
    },
    start() {
      const next = (): void => {
        if (closing) return;
        timer = setTimeout(() => void this.tick().then(next), EVERY_MS);
      };
      next();
    },
    async close() {
      closing = true;
      clearTimeout(timer);
      await ticking;
      await Promise.all(atWork.values());
    },
    async idle() {
      while (atWork.size > 0) await Promise.all(atWork.values());
    },
  };
}

const isOf =
  (due: number) =>
  ({ dueAt, outcome }: { readonly dueAt: number; readonly outcome: string | null }): boolean =>
    dueAt === due && outcome !== 'interrupted';
const keyOf = ({ stream, group }: RunTarget): string => JSON.stringify([stream, group]);

/** What a change needs holds: it may write, Redis is there, and the picture is fresh. */
export function canWork(watch: Watch, now: number): boolean {
  if (watch.readOnly || watch.gateway.changer === undefined) return false;
  return watch.gateway.watcher.link.state === 'up' && (!isStale(watch.board, now) || watch.gateway.watcher.paused);
}

function jumpSentence(ms: number): string {
  const how = `${formatDuration(Math.abs(ms))} ${ms > 0 ? 'forward' : 'back'}`;
  return `The clock of this machine went ${how}. Policies wait until somebody has looked at it and lets them go on.`;
}
