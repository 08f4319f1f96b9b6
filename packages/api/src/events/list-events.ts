import { ConsoleError } from '@weir/domain/errors/console-error';
import type { EventKind } from '@weir/domain/wire/live-frame';
import type { EventsAnswer } from '@weir/domain/wire/answers';
import type { PageRequest } from '../observe/paging.ts';
import type { Watch } from '../observe/watch.ts';

export interface EventsRequest extends PageRequest {
  readonly stream?: string | undefined;
  readonly group?: string | undefined;
  /** Absent = all. */
  readonly kinds?: readonly EventKind[] | undefined;
}

/** What changed, newest first: of everything, of one stream, or of one group. */
export function listEvents(watch: Watch, request: EventsRequest): EventsAnswer {
  const before = request.cursor ?? null;
  if (before !== null && !/^[1-9][0-9]{0,15}$/.test(before)) {
    throw new ConsoleError('bad-input', 'This cursor is not one that a list of Weir gave out.');
  }
  const events = watch.board.events.filter(
    (event) =>
      (before === null || event.id < Number(before)) &&
      (request.stream === undefined || event.stream === request.stream) &&
      (request.group === undefined || event.group === request.group) &&
      (request.kinds === undefined || request.kinds.includes(event.kind)),
  );
  const items = events.slice(-request.limit).toReversed();
  const last = items.at(-1);
  return { items, nextCursor: events.length > items.length && last !== undefined ? String(last.id) : null };
}
