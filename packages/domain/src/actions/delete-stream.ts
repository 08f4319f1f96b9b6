import { timeInId } from '../entries/id-time.ts';
import { formatCount } from '../metrics/format-figures.ts';
import { cliName } from '../names/cli-name.ts';
import { undoDeleteStream } from '../undo/undo-delete-stream.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { ActionDefinition } from './action-definition.ts';
import type { Freezer } from './freezer.ts';
import type { GroupFacts, Look, StreamFacts } from './look.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import type { GroupEffect, Plan } from './plan.ts';
import { basisOn, requireStream, streamDifferences } from './same-stream.ts';
import { TRASH_KEPT_MS, TRASH_NEEDS } from './trash.ts';

/** Puts a whole stream into the trash, with its groups: nothing reads or finds it there, and for a day it can be had back. */
export const deleteStream: ActionDefinition<'delete-stream'> = {
  kind: 'delete-stream',
  title: 'Delete stream',
  past: 'deleted',
  risk: () => 3,
  role: 'maintainer',
  needs: ({ stream }) => [
    { commands: ['evalsha', 'eval', 'type', 'xinfo|stream', 'xinfo|groups', 'renamenx', 'pttl'], keys: [stream] },
    TRASH_NEEDS,
    MARK_NEEDS,
  ],
  async draft(look, input, freezer) {
    const facts = await requireStream(look, input.stream);
    const pending = facts.groups.reduce((sum, group) => sum + group.pending, 0);
    const trash = `weir:trash:${input.stream}`;
    return {
      title: `Delete ${input.stream} with ${formatCount(facts.length, 'full')} ${facts.length === 1 ? 'entry' : 'entries'}`,
      affects: { count: facts.length, exact: true },
      groups: facts.groups.map(effectOn),
      warnings: await warningsOf(look, facts, freezer),
      commands: [
        `RENAMENX ${cliName(input.stream)} ${cliName(trash)}`,
        `PEXPIRE ${cliName(trash)} ${2 * TRASH_KEPT_MS}`,
        '# to undo',
        `RENAMENX ${cliName(trash)} ${cliName(input.stream)}`,
        `PERSIST ${cliName(input.stream)}`,
      ],
      preview: {
        of: 'delete-stream',
        length: facts.length,
        groups: facts.groups.length,
        pending,
        memoryBytes: facts.memoryBytes,
        keptMs: TRASH_KEPT_MS,
      },
      basis: basisOn(facts),
      work: {
        do: 'delete-stream',
        seen: facts.lastGeneratedId,
        ...(facts.entriesAdded.known ? { added: facts.entriesAdded.value } : {}),
        groups: facts.groups.map(({ group }) => group),
      },
      refusal: null,
      typeName: input.stream,
    };
  },
  moved: differencesOf,
  undo: undoDeleteStream,
  sameAim: (a, b) => a.stream === b.stream,
};

function effectOn({ group, pending, unread }: GroupFacts): GroupEffect {
  const waits = pending > 0 || !unread.known || unread.value.count > 0;
  const sentence: Sentence = waits
    ? [
        pending > 0 ? { n: pending, b: true } : 'Nothing',
        ' pending',
        ', and what it has not read goes with the stream.',
      ]
    : ['It has read and acknowledged everything.'];
  return { group, effect: waits ? 'loses-unread' : 'none', entries: unread.known ? unread.value : null, sentence };
}

async function warningsOf(look: Look, facts: StreamFacts, freezer: Freezer): Promise<readonly Sentence[]> {
  const warnings: Sentence[] = [];
  const newest = timeInId(facts.lastGeneratedId, facts.at);
  if (newest.known && facts.at - newest.value <= freezer.liveWithinMs) {
    warnings.push([
      'The last entry came ',
      { age: newest.value },
      ' ago: a producer that goes on makes the stream anew, empty and without its groups.',
    ]);
  }
  const live = await liveGroup(look, facts, freezer);
  if (live !== null) {
    warnings.push([
      { name: live },
      ' is being read: the next read of its consumers fails with NOGROUP. Stop them first.',
    ]);
  }
  return warnings;
}

// Consumers are read group by group: who has more than this is warned of the first ones alone.
const GROUPS_LOOKED_AT = 20;

async function liveGroup(look: Look, facts: StreamFacts, { liveWithinMs }: Freezer): Promise<string | null> {
  for (const { group, consumers } of facts.groups.slice(0, GROUPS_LOOKED_AT)) {
    if (consumers === 0) continue;
    const known = await look.consumers(facts.stream, group);
    if (known.known && known.value.some(({ lastCallAt }) => facts.at - lastCallAt <= liveWithinMs)) return group;
  }
  return null;
}

async function differencesOf(look: Look, plan: Plan): Promise<readonly string[]> {
  const differences = await streamDifferences(look, plan);
  const { work } = plan;
  if (differences.length > 0 || work?.do !== 'delete-stream') return differences;
  const { groups } = await requireStream(look, plan.stream);
  return groups
    .filter(({ group }) => !work.groups.includes(group))
    .slice(0, 3)
    .map(({ group }) => `The group ${group} was created.`);
}
