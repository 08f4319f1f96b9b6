import { ConsoleError } from '../errors/console-error.ts';
import { compareEntryIds, parseEntryId, ZERO_ID } from '../entries/entry-id.ts';
import type { GroupFacts, Look, StreamFacts } from './look.ts';
import type { SeenStream } from './call-base.ts';
import type { Basis, Plan } from './plan.ts';

/** The stream as it is now; a plan cannot be made of what is not one. */
export async function requireStream(look: Look, stream: string): Promise<StreamFacts> {
  const facts = await look.stream(stream);
  if (facts === 'none') throw new ConsoleError('not-found', 'The stream is not there any more.');
  if (facts === 'not-a-stream') throw new ConsoleError('wrong-type', 'This key holds something other than a stream.');
  return facts;
}

export function requireGroup(facts: StreamFacts, group: string): GroupFacts {
  const found = facts.groups.find((each) => each.group === group);
  if (found === undefined) throw new ConsoleError('not-found', 'The group is not there any more.');
  return found;
}

/** A plan that stands on the stream being the same one, and on nothing else. */
export function basisOn(facts: StreamFacts): Basis {
  return {
    streamLastId: null,
    groupPosition: null,
    lastGeneratedId: facts.lastGeneratedId,
    entriesAdded: facts.entriesAdded.known ? facts.entriesAdded.value : null,
    targetState: null,
  };
}

/** What a step that changes the stream holds it against. */
export function seenStream({ lastGeneratedId, entriesAdded }: StreamFacts): SeenStream {
  return { top: lastGeneratedId, added: entriesAdded.known ? entriesAdded.value : null };
}

/** A plan for a stream that is not there yet. */
export const NO_STREAM: Basis = {
  streamLastId: null,
  groupPosition: null,
  lastGeneratedId: ZERO_ID,
  entriesAdded: null,
  targetState: 'none',
};

/** The same for a plan that adds to a stream, which may not have been there. */
export async function targetDifferences(look: Look, plan: Plan): Promise<readonly string[]> {
  if (plan.basis.targetState === 'stream') return streamDifferences(look, plan);
  const found = await look.stream(plan.stream);
  return found === 'not-a-stream' ? ['This key holds something other than a stream now.'] : [];
}

/** What forbids to apply the plan: the stream or the group is gone, or is another one of the same name. */
export async function streamDifferences(look: Look, plan: Plan): Promise<readonly string[]> {
  const facts = await look.stream(plan.stream);
  if (facts === 'none') return ['The stream is not there any more.'];
  if (facts === 'not-a-stream') return ['This key holds something other than a stream now.'];
  const seen = parseEntryId(plan.basis.lastGeneratedId);
  const added = facts.entriesAdded.known ? facts.entriesAdded.value : null;
  const went = seen !== undefined && compareEntryIds(facts.lastGeneratedId, seen) < 0;
  const shrank = added !== null && plan.basis.entriesAdded !== null && added < plan.basis.entriesAdded;
  if (went || shrank) return ['The stream was deleted and made anew under the same name.'];
  if (plan.group !== null && !makesItsGroup(plan) && facts.groups.every(({ group }) => group !== plan.group)) {
    return ['The group is not there any more.'];
  }
  return [];
}

/** The group a plan is going to make is not there yet. */
function makesItsGroup({ work }: Plan): boolean {
  return work?.do === 'create-group' || work?.do === 'rebuild-group';
}
