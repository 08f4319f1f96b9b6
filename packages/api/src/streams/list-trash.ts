import type { TrashAnswer } from '@weir/domain/wire/answers';
import type { ActTools } from '../act/act-tools.ts';
import { requireLink } from '../connections/require-link.ts';
import type { Watch } from '../observe/watch.ts';
import { deletions } from './deletions.ts';

/** Streams that were deleted and can be had back, the newest first. Reads a handful of small keys. */
export async function listTrash(tools: ActTools, watch: Watch): Promise<readonly TrashAnswer[]> {
  requireLink(watch);
  const items: TrashAnswer[] = [];
  for (const { jobId, auditId, stream, actor } of await deletions(tools, watch.id)) {
    const trashed = await watch.gateway.look.trashed(jobId, stream);
    if (trashed !== null) items.push({ stream, jobId, auditId, actor, ...trashed });
  }
  return items;
}
