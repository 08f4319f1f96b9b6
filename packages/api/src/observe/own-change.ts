import type { Call } from '@weir/domain/actions/call';
import { withOwnCall } from '@weir/domain/health/own-calls';
import { findGroup, redisNow } from './board.ts';
import type { TrackedGroup } from './tracked.ts';
import type { Watch } from './watch.ts';

/**
 * Weir is about to change something itself: what comes of it is no work of the group, and a claim is no call of the
 * consumer it is for. Returns what to call when it is done.
 */
export function noteOwnChange(watch: Watch, call: Call): () => void {
  const groups = touched(watch, call);
  const from = redisNow(watch.board, watch.here()) ?? watch.here();
  for (const { ring } of groups) ring.markOdd();
  return () => {
    const to = redisNow(watch.board, watch.here()) ?? watch.here();
    for (const group of groups) {
      group.ring.markOdd();
      if (call.kind === 'claim') noteClaim(group, call.consumer, from, to);
    }
  };
}

// A call without a group (a trim) reaches every group of its stream.
function touched({ board }: Watch, call: Call): readonly TrackedGroup[] {
  if (!('group' in call)) return [...(board.streams.get(call.stream)?.groups.values() ?? [])];
  const group = findGroup(board, call.stream, call.group);
  return group === undefined ? [] : [group];
}

function noteClaim({ observation, memory }: TrackedGroup, consumer: string, from: number, to: number): void {
  const list = observation.consumerList;
  const seen = list.known ? list.value.consumers.find((one) => one.consumer === consumer) : undefined;
  // Made by the claim: nobody has seen it call yet.
  memory.ownCalls = withOwnCall(memory.ownCalls, consumer, { from, to }, seen?.lastCallAt ?? from);
}
