import { formatCount } from '@weir/domain/metrics/format-figures';
import { GROUP_FIELDS, type GroupRow } from '@weir/domain/wire/group-row';
import type { PastAnswer } from '@weir/domain/wire/history-answers';
import { unpackRow } from '@weir/domain/wire/pack';
import { STREAM_FIELDS, type StreamRow } from '@weir/domain/wire/stream-row';
import { STATUS_WORD } from '../../format/status-words.ts';

export interface FigureThen {
  readonly name: string;
  readonly figure: string;
}

// Two polls at the interval that is set when nothing is.
const SETTLED_MS = 4_000;

/** The moments of a change by Redis' clock: just before it began, and once a poll can have seen all of it. */
export function thenAndAfter(begunAt: number, endedAt: number, skewMs: number): { before: number; after: number } {
  return { before: Math.round(begunAt + skewMs), after: Math.round(endedAt + skewMs + SETTLED_MS) };
}

/** What the picture of a moment says of a group, or of a stream where no group is meant; undefined = it was not there. */
export function shownThen(
  answer: PastAnswer | undefined,
  stream: string,
  group: string | null,
): readonly FigureThen[] | undefined {
  if (answer === undefined) return undefined;
  const { picture } = answer;
  if (group === null) {
    const row = picture.streams
      .map((cells) => unpackRow<StreamRow>(STREAM_FIELDS, cells))
      .find((each) => each.stream === stream);
    return row && [{ name: 'Length', figure: formatCount(row.length, 'full') }, ...waiting(row)];
  }
  const row = picture.groups
    .map((cells) => unpackRow<GroupRow>(GROUP_FIELDS, cells))
    .find((each) => each.stream === stream && each.group === group);
  return (
    row && [
      { name: 'State', figure: STATUS_WORD[row.status] },
      ...waiting(row),
      { name: 'Consumers', figure: formatCount(row.consumers) },
      ...(row.position === '' ? [] : [{ name: 'Position', figure: row.position }]),
    ]
  );
}

function waiting({ unread, pending }: Pick<GroupRow | StreamRow, 'unread' | 'pending'>): readonly FigureThen[] {
  return [
    { name: 'Unread', figure: unread === null ? 'unknown' : formatCount(unread, 'full') },
    { name: 'Pending', figure: formatCount(pending, 'full') },
  ];
}
