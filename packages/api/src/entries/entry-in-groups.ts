import type { InGroupsRequest } from '@weir/domain/connections/gateway';
import type { EntryInGroupsAnswer } from '@weir/domain/wire/answers';
import { requireLink } from '../connections/require-link.ts';
import type { Watch } from '../observe/watch.ts';
import { knownStream } from '../streams/known-stream.ts';

/** How an entry stands in every group, read from Redis now. */
export function entryInGroups(watch: Watch, { stream, id }: InGroupsRequest): Promise<EntryInGroupsAnswer> {
  requireLink(watch);
  knownStream(watch, stream);
  return watch.gateway.pages.inGroups({ stream, id });
}
