import type { WeirEvent } from '@weir/domain/wire/live-frame';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import type { GlyphShape } from '../../ui/status-glyph.tsx';

/** States keep the shape of their level; what somebody did outside of Weir is a change; the rest are notes. */
export function eventShape(event: Pick<WeirEvent, 'kind' | 'level'>): GlyphShape {
  if (event.level !== 'note') return event.level;
  return event.kind === 'change' || event.kind === 'position' || event.kind === 'trim' ? 'change' : 'note';
}

// A poll may see what was done a while before or after the job tells of it.
const SEEN_WITHIN_MS = 10_000;

/**
 * One line for each change, of events newest first: what a change did to another stream beside its own, and a trim that was
 * seen because Weir made it, are the same news once more. Each has its own line where its own stream is shown.
 */
export function withoutEchoes(events: readonly WeirEvent[]): readonly WeirEvent[] {
  const made = events.filter(({ kind }) => kind === 'change');
  // A change tells of its own object first.
  const first = new Map(made.map((event) => [sameNews(event), event]));
  const isOwnTrim = ({ at, stream, detail }: WeirEvent): boolean => {
    const seen = `${plainSentence(detail, at)}.`;
    return made.some(
      (change) =>
        change.stream === stream &&
        Math.abs(change.at - at) <= SEEN_WITHIN_MS &&
        plainSentence(change.detail, change.at) === seen,
    );
  };
  return events.filter((event) => {
    if (event.kind === 'change') return first.get(sameNews(event)) === event;
    return event.kind !== 'trim' || !isOwnTrim(event);
  });
}

function sameNews({ at, detail }: WeirEvent): string {
  return `${at} ${plainSentence(detail, at)}`;
}
