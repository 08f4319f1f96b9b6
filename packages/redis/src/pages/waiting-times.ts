import type { WaitingTimes, WaitingTimesRequest } from '@weir/domain/connections/gateway';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { WALK_PAGE_ROWS, WALK_ROWS, walkPending } from './pending-walk.ts';
import { nameBytes, type Reader } from './reader.ts';

/** Counts a group's pending rows by consumer and time since delivery, from the oldest id on, at most WALK_ROWS of them. */
export async function readWaitingTimes(read: Reader, request: WaitingTimesRequest): Promise<WaitingTimes> {
  const { edgesMs } = request;
  if (edgesMs.some((edge, at) => edge <= (edgesMs[at - 1] ?? 0))) {
    throw new ConsoleError('bad-input', 'The edges of waiting times must ascend from above zero.');
  }
  const key = nameBytes(request.stream);
  const group = nameBytes(request.group);
  const cells = new Map<string, number[]>();
  let lookedAt = 0;
  let at = 0;
  let complete = false;
  for await (const piece of walkPending(read, { key, group, from: '-', to: '+', pageRows: WALK_PAGE_ROWS })) {
    at ||= piece.at;
    for (const row of piece.rows) {
      let counts = cells.get(row.consumer);
      if (counts === undefined) {
        counts = Array.from({ length: edgesMs.length + 1 }, () => 0);
        cells.set(row.consumer, counts);
      }
      // An edge belongs to the cell above it: 10 s waiting is not "under 10 s".
      const cell = edgesMs.filter((edge) => row.idleMs >= edge).length;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    lookedAt += piece.rows.length;
    complete = piece.last;
    if (complete || lookedAt >= WALK_ROWS) break;
  }
  return { at, cells, lookedAt, complete };
}
