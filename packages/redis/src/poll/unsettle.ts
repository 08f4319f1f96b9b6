import { exact } from '@weir/domain/groups/resolve-unread';
import { known } from '@weir/domain/known/known';
import { isVast, settleWithoutEnds } from './vast-stream.ts';
import { BEING_COUNTED, NOT_READ_YET, type WatchedGroup, type WatchedStream } from './watched-stream.ts';

/**
 * The stream has changed and only its groups and length are known so far. What was proven of the old state is no longer
 * shown: a figure is either of this moment or not there.
 */
export function unsettle(stream: WatchedStream): void {
  if (isVast(stream)) {
    settleWithoutEnds(stream);
    return;
  }
  for (const group of stream.groups) {
    if (stream.length === 0) {
      if (group.unread.known && group.unread.value === 0 && group.unread.quality === 'exact') continue;
      group.unread = exact(0, 'the stream is empty');
      group.oldestUnread = known(null);
      continue;
    }
    group.unread = calibrated(stream, group) ?? BEING_COUNTED;
    group.oldestUnread = NOT_READ_YET;
  }
}

/** The server's figure, if it was the true one when it was last checked by counting. */
function calibrated(stream: WatchedStream, { reply, proof, unread }: WatchedGroup): WatchedGroup['unread'] | undefined {
  const { lag } = reply;
  if (proof === undefined || proof.moreThan || proof.lag !== proof.count) return undefined;
  if (typeof lag !== 'number' || lag < 0 || lag > stream.length) return undefined;
  if (typeof reply.entriesRead !== 'number' || typeof proof.entriesRead !== 'number') return undefined;
  if (reply.entriesRead < proof.entriesRead) return undefined;
  const same = unread.known && unread.value === lag && unread.quality === 'at-most';
  return same ? unread : { known: true, value: lag, quality: 'at-most', source: "the server's figure, right so far" };
}
