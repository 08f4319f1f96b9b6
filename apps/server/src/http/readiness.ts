import type { Watch } from '@weir/api/observe/watch';

export interface Readiness {
  readonly ready: boolean;
  readonly connections: readonly { readonly connection: string; readonly state: string; readonly because: string }[];
}

/** Ready once the first picture of every connection is taken; a Redis that goes away later is told, not failed. */
export function readiness(watches: ReadonlyMap<string, Watch>): Readiness {
  const connections = [...watches.values()].map(({ id, board, gateway }) => {
    const { link } = gateway.watcher;
    const because =
      link.state === 'down' ? link.sentence : board.polledAt === null ? 'The first picture is not taken yet.' : '';
    return { connection: id, state: link.state, because };
  });
  return { ready: [...watches.values()].every(({ board }) => board.polledAt !== null), connections };
}
