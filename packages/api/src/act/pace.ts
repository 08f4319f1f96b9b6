import { partAt } from '@weir/domain/actions/redrive-parts';
import type { Job } from '@weir/domain/jobs/job';
import { adviceFor, slowsAbove } from '@weir/domain/jobs/pressure';
import { findGroup } from '../observe/board.ts';
import { durably } from './durably.ts';
import type { Run } from './run.ts';
import { restOn } from './seat.ts';

/** Keeps a job from doing harm: it goes slower, or waits, when Redis or the readers of the target do not keep up. */
export interface Pace {
  /** Returns when the next call may be made. */
  before(): Promise<void>;
  /** Entries per second now; null = gently, without a figure. */
  rate(): number | null;
}

const WAIT_MS = 1_000;
const POINTS = 300;
// A job without a limit that has to go slower starts from there.
const GENTLE_RATE = 10_000;

export function createPace(run: Run): Pace {
  const { seat, watch, tools } = run;
  let usualMs = Infinity;
  let factor = 1;
  let saidBecause = '';

  async function say(because: string): Promise<void> {
    if (because === saidBecause) return;
    const text = because === '' ? 'Goes on as before.' : because;
    // The figure in the sentence changes with every look; the reason is said once.
    if ((because === '') !== (saidBecause === '')) {
      await durably(seat, run.closing, () =>
        tools.journal.note(seat.job.jobId, { at: tools.here(), level: 'note', text }),
      );
    }
    saidBecause = because;
  }

  return {
    rate() {
      const { ratePerSecond } = seat.job;
      if (factor === 1) return ratePerSecond;
      return Math.max(1, Math.round((ratePerSecond ?? GENTLE_RATE) * factor));
    },

    async before() {
      for (;;) {
        const startedAt = tools.monotonic();
        try {
          await watch.gateway.look.now();
        } catch {
          // The call itself finds out what is wrong, and says it.
          return;
        }
        const answerMs = tools.monotonic() - startedAt;
        usualMs = Math.min(usualMs, answerMs);
        const limit = slowsAbove(seat.job.ratePerSecond);
        const advice = adviceFor({ answerMs, targetUnread: targetUnread(run) }, usualMs, limit);
        if (advice.go === 'on') {
          factor = 1;
          await say('');
          return;
        }
        await say(advice.go === 'wait' ? `Waits: ${advice.because}.` : `Goes slower: ${advice.because}.`);
        if (advice.go === 'slower') {
          factor = advice.factor;
          return;
        }
        if (seat.wish !== 'run' || run.closing()) return;
        await restOn(seat, WAIT_MS);
      }
    },
  };
}

/** Unread of the target's slowest reader, from the picture: it costs Redis nothing. */
function targetUnread({ seat, watch, tools }: Run): number | null {
  const target = readersOf(seat.job);
  if (target === null) return null;
  let most: number | null = null;
  for (const group of target.readers) {
    const unread = findGroup(watch.board, target.to, group)?.row.unread ?? null;
    const points = seat.targetUnread.get(group) ?? [];
    const at = tools.here();
    if (at - (points.at(-1)?.[0] ?? 0) >= 1_000) points.push([at, unread]);
    if (points.length > POINTS) points.shift();
    seat.targetUnread.set(group, points);
    if (unread !== null) most = Math.max(most ?? 0, unread);
  }
  return most;
}

/** The stream the next entries go to, and who reads it. */
function readersOf({ work, checkpoint }: Job): { readonly to: string; readonly readers: readonly string[] } | null {
  if (work.do === 'copy') return work;
  return work.do === 'redrive' ? (partAt(work.parts, checkpoint.position)?.part ?? null) : null;
}
