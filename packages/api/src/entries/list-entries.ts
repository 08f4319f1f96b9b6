import type { EntriesRequest } from '@weir/domain/connections/gateway';
import type { EntryAnswer, Listed } from '@weir/domain/wire/answers';
import { requireLink } from '../connections/require-link.ts';
import type { Watch } from '../observe/watch.ts';
import { knownStream } from '../streams/known-stream.ts';
import { idInCursor } from './id-cursor.ts';

export interface EntriesPageRequest extends Omit<EntriesRequest, 'after'> {
  readonly cursor?: string | null | undefined;
}

/** One page of entries, read from Redis now. */
export async function listEntries(watch: Watch, request: EntriesPageRequest): Promise<Listed<EntryAnswer>> {
  requireLink(watch);
  knownStream(watch, request.stream);
  const { stream, from, to, direction, limit } = request;
  const page = await watch.gateway.pages.entries({
    stream,
    from,
    to,
    direction,
    limit,
    after: idInCursor(request.cursor),
  });
  const items = page.items.map(({ id, fields, sizeBytes, cut }) => ({ id, fields, sizeBytes, cut }));
  return { items, nextCursor: page.next };
}
