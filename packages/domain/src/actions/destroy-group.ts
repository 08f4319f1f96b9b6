import { mapKnown, type Known } from '../known/known.ts';
import { formatCount } from '../metrics/format-figures.ts';
import { cliName } from '../names/cli-name.ts';
import { undoDestroyedGroup } from '../undo/undo-destroyed-group.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { ActionDefinition } from './action-definition.ts';
import { freezePending } from './freeze-pending.ts';
import type { Freezer } from './freezer.ts';
import type { ConsumerFacts, GroupFacts, Look } from './look.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import type { Plan } from './plan.ts';
import { basisOn, requireGroup, requireStream, streamDifferences } from './same-stream.ts';

// Shown in the dialog and kept in the audit log; the frozen set has them all.
const HOLDERS_SHOWN = 100;
// Redis frees the list of a group in one go: 54 ms for a million (measured on 7.0), so a twentieth of that is noticed.
const NOTICED = 50_000;

/** Removes a group with its position and its pending list. The entries of the stream stay. */
export const destroyGroup: ActionDefinition<'destroy-group'> = {
  kind: 'destroy-group',
  title: 'Destroy group',
  past: 'destroyed',
  risk: () => 3,
  role: 'maintainer',
  needs: ({ stream }) => [
    {
      commands: ['evalsha', 'eval', 'type', 'xinfo|stream', 'xinfo|groups', 'xpending', 'xgroup|destroy'],
      keys: [stream],
    },
    MARK_NEEDS,
  ],
  async draft(look, input, freezer) {
    const facts = await requireStream(look, input.stream);
    const group = requireGroup(facts, input.group);
    const consumers = await look.consumers(input.stream, input.group);
    const frozen = await freezePending(look, input, {}, freezer);
    const live = mapKnown(consumers, (all) => liveAmong(all, facts.at, freezer));
    const { count } = frozen;
    const shown = input.group === '' ? '(empty name)' : input.group;
    return {
      title: count === 0 ? `Destroy group ${shown}` : `Destroy group ${shown} with ${pendingWords(count)}`,
      affects: { count, exact: true },
      groups: [{ group: input.group, ...effectOn(group, count) }],
      warnings: warningsOf(group, count, live),
      commands: [`XGROUP DESTROY ${cliName(input.stream)} ${cliName(input.group)}`],
      preview: {
        of: 'destroy-group',
        position: group.position,
        entriesRead: group.entriesRead,
        unread: group.unread,
        pending: count,
        from: frozen.from.slice(0, HOLDERS_SHOWN),
        consumers: group.consumers,
        live,
      },
      basis: { ...basisOn(facts), groupPosition: group.position },
      work: {
        do: 'destroy-group',
        group: input.group,
        seen: group.position,
        count,
        consumers: consumers.known ? consumers.value.map(({ consumer }) => consumer) : null,
      },
      refusal: null,
      typeName: input.group,
    };
  },
  moved: differencesOf,
  undo: undoDestroyedGroup,
  sameAim: (a, b) => a.stream === b.stream && a.group === b.group,
};

function liveAmong(consumers: readonly ConsumerFacts[], at: number, { liveWithinMs }: Freezer): number {
  return consumers.filter(({ lastCallAt }) => at - lastCallAt <= liveWithinMs).length;
}

function pendingWords(count: number): string {
  return `${formatCount(count, 'full')} pending ${count === 1 ? 'entry' : 'entries'}`;
}

function effectOn(group: GroupFacts, pending: number): Pick<Plan['groups'][number], 'effect' | 'entries' | 'sentence'> {
  const held: Sentence =
    pending === 0
      ? []
      : [{ n: pending, b: true }, ' pending ', pending === 1 ? 'entry is' : 'entries are', ' given up'];
  const unread: Sentence = !group.unread.known
    ? ['how much it has not read is not known']
    : group.unread.value.count === 0
      ? ['it has read everything']
      : [group.unread.value.exact ? '' : 'at most ', { n: group.unread.value.count }, ' it has not read stay unread'];
  const lost = pending > 0 || !group.unread.known || group.unread.value.count > 0;
  return {
    effect: pending > 0 ? 'loses-pending' : lost ? 'loses-unread' : 'none',
    entries: { count: pending, exact: true },
    sentence: [...held, held.length === 0 ? '' : '; ', ...unread, '. The entries stay in the stream.'],
  };
}

function warningsOf(group: GroupFacts, pending: number, live: Known<number>): readonly Sentence[] {
  const warnings: Sentence[] = [];
  const calling = live.known ? live.value : 0;
  if (calling > 0) {
    const who = calling === 1 ? ' of its consumers is at work: its' : ' of its consumers are at work: their';
    warnings.push([{ n: calling, b: true }, `${who} next read fails with NOGROUP. Stop them first.`]);
  } else if (!live.known) warnings.push(['Whether its consumers are at work is not known: ', live.because, '.']);
  if (pending > NOTICED) {
    const ms = Math.round(pending / 18_000);
    warnings.push([`Redis frees such a list in one go, which holds up everybody else for about ${ms} ms.`]);
  } else if (group.pending > 0 || (group.unread.known && group.unread.value.count > 0)) {
    warnings.push(['Nothing hands out what it has left to do any more, and trims stop waiting for it.']);
  }
  return warnings.slice(0, 2);
}

/** What is not as it was seen, as far as a look without the whole list tells; the step compares entry by entry. */
async function differencesOf(look: Look, plan: Plan): Promise<readonly string[]> {
  const differences = await streamDifferences(look, plan);
  const { work } = plan;
  if (differences.length > 0 || work?.do !== 'destroy-group') return differences;
  const group = requireGroup(await requireStream(look, plan.stream), work.group);
  const found: string[] = [];
  if (group.position !== work.seen) found.push(`The group moved on from ${work.seen} to ${group.position}.`);
  if (group.pending !== work.count) {
    found.push(`It has ${pendingWords(group.pending)}, not ${formatCount(work.count, 'full')}.`);
  }
  const consumers = await look.consumers(plan.stream, work.group);
  const before = work.consumers;
  if (!consumers.known || before === null) return found;
  const now = consumers.value.map(({ consumer }) => consumer);
  for (const name of now.filter((each) => !before.includes(each)).slice(0, 3)) found.push(`${name} reads for it now.`);
  for (const name of before.filter((each) => !now.includes(each)).slice(0, 3)) found.push(`${name} was removed.`);
  return found;
}
