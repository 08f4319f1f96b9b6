import { ConsoleError } from '@weir/domain/errors/console-error';
import type { ActTools } from '../act/act-tools.ts';
import type { Watch } from '../observe/watch.ts';
import { deletions } from '../streams/deletions.ts';

const EVERY_MS = 10 * 60_000;

export interface TrashRounds {
  /** One round over all connections. */
  round(): Promise<void>;
  close(): void;
}

/** Removes deleted streams for good when their time in the trash is over; what Redis says of the time counts. */
export function startTrashRounds(tools: ActTools): TrashRounds {
  // Of these nothing is left, so nobody has to ask again.
  const over = new Set<string>();
  const round = async (): Promise<void> => {
    for (const watch of tools.watches.values()) {
      try {
        await emptyTrashOf(tools, watch, over);
      } catch (fault) {
        // Redis or the journal is away: the next round comes.
        if (!(fault instanceof ConsoleError)) tools.onFault(fault);
      }
    }
  };
  const timer = setInterval(() => void round(), EVERY_MS);
  return { round, close: () => clearInterval(timer) };
}

async function emptyTrashOf(tools: ActTools, { id, gateway }: Watch, over: Set<string>): Promise<void> {
  const { changer, look, watcher } = gateway;
  if (changer === undefined || watcher.link.state !== 'up') return;
  for (const { jobId, auditId, stream } of await deletions(tools, id)) {
    if (over.has(jobId)) continue;
    const lies = await look.trashed(jobId, stream);
    if (lies === null) over.add(jobId);
    else if (lies.until <= (await look.now())) {
      // Written down before it is done, as with every change; a round that fails behind this says it once more.
      const summary = 'Its day in the trash is over: the stream is removed for good.';
      await tools.audit.add({ type: 'seen-later', body: { at: tools.here(), auditId, summary, detail: null } });
      if ((await changer.emptyTrash(jobId, stream)) === 'removed') over.add(jobId);
    }
  }
}
