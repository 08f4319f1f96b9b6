import { batchOf } from '@weir/domain/health/batch';
import { known, mapKnown, unknown, type Known } from '@weir/domain/known/known';
import { formatDuration } from '@weir/domain/metrics/format-figures';
import type { WindowRates } from '@weir/domain/metrics/rates';
import type { GroupAnswer } from '@weir/domain/wire/answers';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { ageOf, oldestPendingAt, oldestUnreadAt, threeDigits } from '../observe/figures.ts';
import type { TrackedGroup } from '../observe/tracked.ts';

const NO_RATE = unknown('there is no minute of history yet');

/** One group for scripts: ages at the moment `at` (Redis time) of the poll, not of the question. */
export function groupAnswer(tracked: TrackedGroup, at: number): GroupAnswer {
  const { observation: group, judgement, row, rates } = tracked;
  const minute = rates[0];
  return {
    stream: row.stream,
    group: group.group,
    unread: group.unread,
    behindMs: ageOf(oldestUnreadAt(group, at), at),
    pending: group.pending,
    oldestPendingMs: ageOf(oldestPendingAt(group, at), at),
    consumers: group.consumers,
    lastDeliveredId: group.position,
    entriesRead: group.entriesRead,
    inPerSecond: rounded(minute?.inPerSecond),
    outPerSecond: rounded(minute?.outPerSecond),
    etaMs: catchUpMs(tracked),
    status: judgement.status,
    level: judgement.level,
    reason: plainSentence(judgement.sentence, at),
    since: judgement.since,
    seenAt: at,
  };
}

export function roundedRates(rates: readonly WindowRates[]): readonly WindowRates[] {
  return rates.map(({ windowMs, inPerSecond, outPerSecond }) => ({
    windowMs,
    inPerSecond: rounded(inPerSecond),
    outPerSecond: rounded(outPerSecond),
  }));
}

function rounded(rate: Known<number> | undefined): Known<number> {
  return rate === undefined ? NO_RATE : mapKnown(rate, threeDigits);
}

// As the row has it: two answers about one moment are one figure.
function catchUpMs({ row: { eta, etaMs }, memory, limits, judgedAt }: TrackedGroup): Known<number> {
  switch (eta) {
    case 'now':
      return known(0);
    case 'never':
      return unknown('never at these rates: out does not exceed in');
    case 'unsure': {
      const batch = batchOf({ at: judgedAt, memory, limits });
      return batch === undefined
        ? unknown('the rates of the last minutes disagree, or are not known')
        : unknown(
            `it reads in batches, about every ${formatDuration(batch.everyMs)}: what waits goes with the next one`,
          );
    }
    case 'time':
      return etaMs === null ? unknown('the rates are not known') : known(etaMs);
    default:
      return eta satisfies never;
  }
}
