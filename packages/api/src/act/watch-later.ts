import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { LaterFinding } from '@weir/domain/jobs/job';
import { pause } from './act-tools.ts';
import type { Run } from './run.ts';

const WATCHED_MS = 60_000;
const EVERY_MS = 3_000;
// Of each consumer's share as many are followed: two pages of the pending list.
const FOLLOWED = 2_000;

interface Share {
  readonly consumer: string;
  readonly got: number;
  readonly followed: readonly SeenEntry[];
}

/**
 * What the consumers do with the entries they were given, for a minute: acknowledged, delivered to them (they re-read
 * their pending list), or untouched. Runs beside everything else; a finding that cannot be read is left out.
 */
export function watchLater(run: Run): void {
  watchShares(run).catch((fault: unknown) => {
    if (!(fault instanceof ConsoleError)) run.tools.onFault(fault);
  });
}

async function watchShares(run: Run): Promise<void> {
  const { seat, tools } = run;
  const shares = await sharesOf(run);
  const claimedAt = await run.watch.gateway.look.now();
  const begunAt = tools.monotonic();
  for (;;) {
    await pause(EVERY_MS);
    if (run.closing()) return;
    const watchedMs = Math.min(WATCHED_MS, Math.round(tools.monotonic() - begunAt));
    const consumers = [];
    for (const share of shares) consumers.push(await lookAt(run, share, claimedAt));
    const finding: LaterFinding = { watchedMs, complete: watchedMs >= WATCHED_MS, consumers };
    seat.job = { ...seat.job, later: finding };
    await tools.journal.later(seat.job.jobId, finding);
    if (!finding.complete) continue;
    await tools.audit.add({
      type: 'seen-later',
      body: { at: tools.here(), auditId: seat.job.auditId, summary: summaryOf(finding), detail: finding },
    });
    return;
  }
}

async function sharesOf({ seat, tools }: Run): Promise<readonly Share[]> {
  const { work, planId } = seat.job;
  if (work.do !== 'claim') return [];
  const skipped = new Set(seat.sample.map(({ id }) => id));
  const shares: Share[] = [];
  let from = 0;
  for (const { consumer, count } of work.shares) {
    const entries = await tools.journal.frozen(planId, from, Math.min(count, FOLLOWED));
    const followed = entries.filter(({ id }) => !skipped.has(id));
    shares.push({ consumer, got: followed.length === entries.length ? count : followed.length, followed });
    from += count;
  }
  return shares;
}

async function lookAt({ seat, watch }: Run, { consumer, got, followed }: Share, claimedAt: number) {
  const first = followed[0];
  const last = followed.at(-1);
  const { work, stream } = seat.job;
  const still = new Map<string, SeenEntry>();
  if (first !== undefined && last !== undefined && work.do === 'claim') {
    let after = null;
    do {
      const page = await watch.gateway.look.pending(stream, work.group, {
        consumer,
        from: first.id,
        to: last.id,
        ...(after === null ? {} : { after }),
      });
      for (const row of page.rows) still.set(row.id, row);
      after = page.next;
    } while (after !== null && still.size < FOLLOWED);
  }
  let acknowledged = 0;
  let delivered = 0;
  for (const { id } of followed) {
    const row = still.get(id);
    if (row === undefined) acknowledged += 1;
    // A claim counts as a delivery of that moment; what is younger was read by the consumer itself.
    else if (row.deliveredAt > claimedAt) delivered += 1;
  }
  return { consumer, got, acknowledged, delivered, untouched: followed.length - acknowledged - delivered };
}

function summaryOf({ consumers }: LaterFinding): string {
  const sum = (pick: (row: LaterFinding['consumers'][number]) => number): string =>
    consumers.reduce((total, row) => total + pick(row), 0).toLocaleString('en-US');
  const idle = consumers.filter(({ untouched }) => untouched > 0).map(({ consumer }) => consumer);
  const untouched = idle.length === 0 ? '' : `, ${sum((row) => row.untouched)} untouched by ${idle.join(', ')}`;
  return `${sum((row) => row.acknowledged)} acknowledged, ${sum((row) => row.delivered)} being worked on${untouched}`;
}
