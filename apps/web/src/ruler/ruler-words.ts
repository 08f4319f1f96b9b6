import { millisOf, parseEntryId } from '@weir/domain/entries/entry-id';
import type { UnreadQuality } from '@weir/domain/groups/unread';
import { formatBytes, formatCount, formatDuration } from '@weir/domain/metrics/format-figures';
import type { RulerAnswer, RulerLane, UnreadAnswer } from '@weir/domain/wire/answers';

/** "18,420 unread", "at most 40 unread", "over 100,000 unread", "unread unknown" */
export function unreadWords(unread: UnreadAnswer): string {
  if (!unread.known) return 'unread unknown';
  return `${QUALITY[unread.quality]}${formatCount(unread.value)} unread`;
}

const QUALITY: { readonly [Q in UnreadQuality]: string } = { exact: '', 'at-most': 'at most ', 'more-than': 'over ' };

/** "1 m 27 s behind · 96 pending"; what does not apply is left out, what is not known says so. */
export function laneDetail(lane: RulerLane, at: number, idsAreTimes: boolean): string {
  return [behindWords(lane, at, idsAreTimes), `${formatCount(lane.pending)} pending`].filter(Boolean).join(' · ');
}

function behindWords(lane: RulerLane, at: number, idsAreTimes: boolean): string {
  if (lane.unread.known && lane.unread.value === 0) return '';
  if (!idsAreTimes) return '';
  if (!lane.oldestUnreadId.known) return 'behind unknown';
  const id = parseEntryId(lane.oldestUnreadId.value ?? '');
  return id === undefined ? '' : `${formatDuration(Math.max(0, at - millisOf(id)))} behind`;
}

/** What may go, in words; '' where there is nothing to say because nobody reads the stream through a group. */
export function safeWords(ruler: RulerAnswer): string {
  if (ruler.groups.length === 0) return '';
  const { safeToTrim } = ruler;
  if (!safeToTrim.known) return `How much is safe to trim is not known: ${safeToTrim.because}`;
  const { entries, exact, bytes } = safeToTrim.value;
  if (entries === 0) return 'Nothing is safe to trim: a group still needs the oldest entry';
  const count = `${exact ? '' : 'at most '}${formatCount(entries, 'full')} ${entries === 1 ? 'entry' : 'entries'}`;
  const size = bytes === null ? '' : `, about ${formatBytes(bytes)}`;
  return `Read and acked by every group: ${count}${size}, safe to trim`;
}

/** Why the marks of pending entries are not all there; '' = they are. */
export function marksWords(lanes: readonly RulerLane[]): string {
  const partial = lanes.filter((lane) => !lane.marksComplete);
  if (partial.length === 0) return '';
  const shown = partial.reduce((sum, lane) => sum + lane.marks.length, 0);
  const names = partial.length === 1 ? (partial[0]?.group ?? '') : `${partial.length} groups`;
  return `Marks of ${names} show the oldest ${formatCount(shown)} pending entries only.`;
}
