import type { Sentence } from '../wire/sentence.ts';
import type { ActionDefinition } from './action-definition.ts';
import type { InputOf } from './action-input.ts';
import { choosePending, type Chosen, nothingMatches } from './choose-pending.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import { entriesText, idsOnLine, onGroup } from './pending-lines.ts';
import { basisOn, requireGroup, requireStream, streamDifferences } from './same-stream.ts';
import { undoAcknowledge } from '../undo/undo-acknowledge.ts';

/** Takes entries off a group's pending list. Whoever held them is not asked again, and nobody gets them any more. */
export const acknowledge: ActionDefinition<'acknowledge'> = {
  kind: 'acknowledge',
  title: 'Acknowledge',
  past: 'acknowledged',
  // Of an entry without a payload nothing is left to process.
  risk: ({ payload }) => (payload === 'gone' ? 1 : 2),
  role: 'operator',
  needs: ({ stream }) => [{ commands: ['evalsha', 'eval', 'type', 'xpending', 'xack'], keys: [stream] }, MARK_NEEDS],
  async draft(look, input, freezer) {
    const facts = await requireStream(look, input.stream);
    const group = requireGroup(facts, input.group);
    const { payload, selection } = input;
    const chosen = await choosePending(
      look,
      facts,
      { group: input.group, selection, payload, leaveOut: () => false },
      freezer,
    );
    const { count, from, deliveries, firstId, lastId } = chosen;
    const [ids, rest] = idsOnLine(chosen.sample, count);
    const none = count === 0;
    return {
      title: `Acknowledge ${entriesText(count)}`,
      affects: { count, exact: true },
      groups: [
        {
          group: input.group,
          effect: payload === 'gone' || none ? 'none' : 'loses-pending',
          entries: { count, exact: true },
          sentence: [
            { n: Math.max(0, group.pending - count) },
            ' of ',
            { n: group.pending },
            ' stay pending. The position and what is unread stay as they are.',
          ],
        },
      ],
      warnings: none ? [] : warningsOf(chosen, payload),
      commands: none ? [] : [`XACK ${onGroup(input.stream, input.group)} ${ids}`, ...rest],
      preview: {
        of: 'acknowledge',
        from,
        deliveries,
        payloadGone: payload === 'gone' ? count : chosen.otherPayload,
        oldestId: firstId,
        newestId: lastId,
      },
      basis: basisOn(facts),
      work: none ? null : { do: 'acknowledge', group: input.group, count },
      refusal: none ? refusalOf(chosen, input) : null,
      typeName: payload === 'gone' ? null : input.group,
    };
  },
  moved: streamDifferences,
  undo: undoAcknowledge,
  sameAim: (a, b) =>
    a.stream === b.stream &&
    a.group === b.group &&
    a.payload === b.payload &&
    JSON.stringify(a.selection) === JSON.stringify(b.selection),
};

function warningsOf(chosen: Chosen, payload: 'present' | 'gone'): readonly Sentence[] {
  if (payload === 'gone') return [];
  const warnings: Sentence[] = [
    [
      'Acknowledged entries count as processed: no consumer of this group gets them again, unless it is undone while they are in the stream.',
    ],
  ];
  if (chosen.otherPayload > 0) warnings.push([{ n: chosen.otherPayload }, ' without a payload are left out.']);
  return warnings;
}

function refusalOf(chosen: Chosen, { payload, selection }: InputOf<'acknowledge'>): Sentence {
  if (payload === 'gone') return ['No pending entry that matches has lost its payload.'];
  if (chosen.otherPayload === 0) return nothingMatches(selection);
  return ['All pending entries that match have lost their payload. Choose to acknowledge those instead.'];
}
