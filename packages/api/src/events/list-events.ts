import { ConsoleError } from '@weir/domain/errors/console-error';
import type { EventsAnswer } from '@weir/domain/wire/answers';
import type { EventKind, WeirEvent } from '@weir/domain/wire/live-frame';
import type { PageRequest } from '../observe/paging.ts';
import type { Watch } from '../observe/watch.ts';

export interface EventsRequest extends PageRequest {
  readonly stream?: string | undefined;
  readonly group?: string | undefined;
  /** Absent = all. */
  readonly kinds?: readonly EventKind[] | undefined;
  /** Redis time, epoch ms, both ends included. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** What changed, newest first: of everything, of one stream, or of one group; from what was recorded, and what is newer. */
export async function listEvents(watch: Watch, request: EventsRequest): Promise<EventsAnswer> {
  const before = request.cursor == null ? undefined : cursorOf(request.cursor);
  const { stream, group, kinds, from, to, limit } = request;
  const recorded =
    watch.history.state().state === 'ok'
      ? await watch.history.events({ connection: watch.id, stream, group, kinds, from, to, before, limit: limit + 1 })
      : [];
  const known = new Set(recorded.map(({ id }) => id));
  const others = watch.board.events.filter(
    (event) =>
      !known.has(event.id) &&
      (before === undefined || event.at < before.at || (event.at === before.at && event.id < before.id)) &&
      (stream === undefined || event.stream === stream) &&
      (group === undefined || event.group === group) &&
      (kinds === undefined || kinds.includes(event.kind)) &&
      (from === undefined || event.at >= from) &&
      (to === undefined || event.at <= to),
  );
  const events = [...recorded, ...others].toSorted(newestFirst);
  const items = events.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: events.length > items.length && last !== undefined ? `${last.at}-${last.id}` : null };
}

function newestFirst(a: WeirEvent, b: WeirEvent): number {
  return b.at - a.at || b.id - a.id;
}

function cursorOf(text: string): { readonly at: number; readonly id: number } {
  const [, at, id] = /^([1-9][0-9]{0,15})-([1-9][0-9]{0,15})$/.exec(text) ?? [];
  if (at === undefined || id === undefined) {
    throw new ConsoleError('bad-input', 'This cursor is not one that a list of Weir gave out.');
  }
  return { at: Number(at), id: Number(id) };
}
