import { compareEntryIds } from '../../entries/entry-id.ts';
import type { GroupSituation } from '../group-situation.ts';
import { fired, notKnown, ruledOut, type HealthRule } from '../rule.ts';
import { entries, name } from '../say.ts';

// A consumer may be about to acknowledge what a trim has just removed.
const SETTLED_MS = 10_000;

/** Pending entries whose payload left the stream. */
export const ghosts: HealthRule = {
  name: 'ghosts',
  title: 'Ghosts',
  why: 'Pending entries that left the stream can never be worked on; a claim makes them vanish without a word.',
  kind: 'fact',
  look(signs) {
    const { at, group, stream, memory } = signs.situation;
    if (group.pending === 0) return ruledOut(this, 'No. Nothing is pending.');
    if (!group.oldestPending.known) return notKnown(this, `Not known: ${group.oldestPending.because}.`);
    if (!stream.ends.known) return notKnown(this, `Not known: ${stream.ends.because}.`);
    if (!isGhost(signs.situation)) return ruledOut(this, 'No. The oldest pending entry is still in the stream.');
    if (at - memory.oldestPendingSince < SETTLED_MS)
      return ruledOut(this, 'No. The oldest pending entry was trimmed only just now.');
    const all = stream.length === 0;
    return fired(this, {
      level: 'warning',
      evidence: all
        ? ['The stream is empty and ', ...entries(group.pending), ' pending.']
        : ['The oldest pending entry is before the first entry of the stream.'],
      sentence: [
        { t: 'Pending entries have left the stream.', b: true },
        all ? ' All ' : ' At least 1 of ',
        { n: group.pending, b: true },
        ' pending was trimmed before it was acked; nobody can work on it any more.',
      ],
      clause: [name(group.group), ' holds entries that left the stream'],
      advice: ['Acknowledge what has no payload any more. A claim would drop it without a word.'],
      healthyWhen: ['No pending entry is older than the first entry of the stream.'],
      ...(group.oldestPending.value === null ? {} : { subject: { entryId: group.oldestPending.value.id } }),
    });
  },
};

/** True when the oldest pending entry is known to have left the stream. */
export function isGhost({ stream, group }: GroupSituation): boolean {
  if (!group.oldestPending.known || group.oldestPending.value === null || !stream.ends.known) return false;
  const { firstId } = stream.ends.value;
  if (firstId === null) return stream.length === 0;
  return compareEntryIds(group.oldestPending.value.id, firstId) < 0;
}
