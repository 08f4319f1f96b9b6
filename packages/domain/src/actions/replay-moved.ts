import type { Look, StreamFacts } from './look.ts';
import type { Plan } from './plan.ts';
import { requireStream, streamDifferences } from './same-stream.ts';

/** What is different since the plan was made, so that it may not be applied. */
export async function replayMoved(look: Look, plan: Plan): Promise<readonly string[]> {
  const differences = await streamDifferences(look, plan);
  if (differences.length > 0) return differences;
  const facts = await requireStream(look, plan.stream);
  const { work } = plan;
  if (work?.do === 'copy') {
    return targetMoved(work.to === plan.stream ? facts : await look.stream(work.to), plan);
  }
  if (work?.do === 'rebuild-group') {
    return facts.groups.some(({ group }) => group === work.group) ? ['A group of that name exists now.'] : [];
  }
  if (work?.do !== 'move-position' && work?.do !== 'drop-unused-group') return [];
  const group = facts.groups.find((each) => each.group === work.group);
  if (group === undefined) return ['The group is not there any more.'];
  return group.position === plan.basis.groupPosition ? [] : [`The group moved on to ${group.position}.`];
}

function targetMoved(target: StreamFacts | 'none' | 'not-a-stream', { basis }: Plan): readonly string[] {
  if (target === 'not-a-stream') return ['The target holds something other than a stream now.'];
  if (target === 'none' && basis.targetState === 'stream') return ['The target stream is not there any more.'];
  if (target !== 'none' && basis.targetState === 'none') return ['The target stream exists now.'];
  return [];
}
