import type { LetterSelection } from '@weir/domain/actions/action-input';
import { type EntryId, parseEntryId } from '@weir/domain/entries/entry-id';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type {
  DeadLetterReason,
  DeadLetterReasons,
  DeadLetterStream,
  DeadLetterStreams,
} from '@weir/domain/wire/dead-letter-answers';
import type { PendingChoice } from '../pending/pending-choice-view.ts';
import type { LetterFilter } from './letters-search.ts';

/** "37 dead letters". */
export function titleWords({ total }: Pick<DeadLetterStreams, 'total'>): string {
  if (total === 0) return 'No dead letters';
  return `${formatCount(total, 'full')} dead ${total === 1 ? 'letter' : 'letters'}`;
}

/** The stream that is listed: the one the address names, else the fullest. */
export function listedStream(streams: readonly DeadLetterStream[], wanted: string | undefined): string | undefined {
  if (wanted !== undefined && streams.some(({ stream }) => stream === wanted)) return wanted;
  return streams.find(({ length }) => length > 0)?.stream ?? streams[0]?.stream;
}

/** How much of all that the reasons are out of; '' = all of it. */
export function sampleWords({ sampled, unread }: DeadLetterReasons): string {
  const part = sampled.filter(({ complete }) => !complete);
  const looked = sampled.reduce((sum, { entries }) => sum + entries, 0);
  const all = sampled.reduce((sum, { of, entries }) => sum + Math.max(of, entries), 0);
  const words = part.length === 0 ? '' : `the newest ${formatCount(looked)} of ${formatCount(all)}`;
  const missing = unread.length === 0 ? '' : `${formatCount(unread.length)} not read`;
  return [words, missing].filter(Boolean).join(', ');
}

export function reasonWords({ error }: Pick<DeadLetterReason, 'error'>): string {
  return error ?? 'no reason given';
}

/** The filter that lists exactly what a reason counts. */
export function filterOfReason({ origin, group, error }: DeadLetterReason): LetterFilter {
  return { origin: origin ?? '', group: group ?? '', error: error ?? '' };
}

export function isReasonOf(reason: DeadLetterReason, stream: string | undefined, filter: LetterFilter): boolean {
  const { origin, group, error } = filterOfReason(reason);
  return reason.stream === stream && origin === filter.origin && group === filter.group && error === filter.error;
}

/** The selection for a plan; undefined = nothing is chosen. The search words of the page cannot be said in one. */
export function selectionOf(choice: PendingChoice, filter: LetterFilter): LetterSelection | undefined {
  if (choice.all) {
    const { origin, group, error } = filter;
    return {
      matching: {
        ...(origin === undefined ? {} : { origin }),
        ...(group === undefined ? {} : { group }),
        ...(error === undefined ? {} : { error }),
      },
    };
  }
  const ids = [...choice.ids].map(parseEntryId).filter((id): id is EntryId => id !== undefined);
  return ids.length === 0 ? undefined : { ids };
}

/** "2,000 looked at" where a page is not the whole of what was looked at. */
export function lookedWords(lookedAt: number, shown: number, filter: LetterFilter): string {
  if (lookedAt === shown) return `${formatCount(shown)} shown`;
  return `${formatCount(shown)} of ${formatCount(lookedAt)} looked at match${isText(filter) ? ' what was typed' : ''}`;
}

function isText(filter: LetterFilter): boolean {
  return filter.text !== undefined;
}
