import type { GroupAnswer, Listed } from '@weir/domain/wire/answers';
import { type Freshness, freshness } from '../observe/freshness.ts';
import { compareText, cursorOf, nameInCursor, type PageRequest } from '../observe/paging.ts';
import type { TrackedGroup, TrackedStream } from '../observe/tracked.ts';
import type { Watch } from '../observe/watch.ts';
import { knownStream } from '../streams/known-stream.ts';
import { groupAnswer } from './group-answer.ts';

export interface GroupsRequest extends PageRequest {
  readonly stream?: string | undefined;
}

/** Groups by stream and name, from the board: of one stream, or of all. */
export function listGroups(watch: Watch, request: GroupsRequest): Listed<GroupAnswer> & Freshness {
  const after = nameInCursor(request.cursor, 2);
  const streams = request.stream === undefined ? streamsFrom(watch, after?.[0]) : [knownStream(watch, request.stream)];
  const page: TrackedGroup[] = [];
  for (const stream of streams) {
    page.push(...groupsBehind(stream, after));
    if (page.length > request.limit) break;
  }
  const at = watch.board.polledAt ?? 0;
  const items = page.slice(0, request.limit).map((group) => groupAnswer(group, at));
  const last = items.at(-1);
  const more = page.length > request.limit && last !== undefined;
  return { items, nextCursor: more ? cursorOf([last.stream, last.group]) : null, ...freshness(watch) };
}

function streamsFrom(watch: Watch, from: string | undefined): readonly TrackedStream[] {
  const streams = [...watch.board.streams.values()].filter((stream) => from === undefined || stream.row.stream >= from);
  return streams.toSorted((a, b) => compareText(a.row.stream, b.row.stream));
}

function groupsBehind(stream: TrackedStream, after: readonly string[] | undefined): readonly TrackedGroup[] {
  const [afterStream, afterGroup = ''] = after ?? [];
  const groups = [...stream.groups.values()].toSorted((a, b) => compareText(a.row.group, b.row.group));
  return stream.row.stream === afterStream ? groups.filter(({ row }) => row.group > afterGroup) : groups;
}
