import type { ActionDefinition } from './action-definition.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import type { Look } from './look.ts';
import type { Plan } from './plan.ts';
import type { Work } from './work.ts';
import { draftRedrive } from './redrive-draft.ts';
import { neverUndone } from '../undo/undo-rule.ts';
import { streamDifferences } from './same-stream.ts';

/** Sends dead letters back: each to the end of the stream it came from, or all to one, and out of where they lie. */
export const redrive: ActionDefinition<'redrive'> = {
  kind: 'redrive',
  title: 'Redrive',
  past: 'sent back',
  // Nothing is lost, and nothing is there twice.
  risk: () => 1,
  role: 'operator',
  needs: ({ stream, to }, work) => [
    { commands: ['evalsha', 'eval', 'type', 'xrange', 'xdel'], keys: [stream] },
    { commands: ['evalsha', 'eval', 'type', 'xadd'], keys: targetsOf(to?.stream, work) },
    MARK_NEEDS,
  ],
  draft: draftRedrive,
  moved: redriveMoved,
  undo: neverUndone('The entries are in their streams like any other, and readers may have had them already.'),
  sameAim: (a, b) =>
    a.stream === b.stream && JSON.stringify([a.selection, a.to]) === JSON.stringify([b.selection, b.to]),
};

/** Before anything was looked at only a chosen stream is known. */
function targetsOf(chosen: string | undefined, work: Work | null | undefined): readonly string[] {
  if (work?.do === 'redrive') return work.parts.map(({ to }) => to);
  return chosen === undefined ? [] : [chosen];
}

async function redriveMoved(look: Look, plan: Plan): Promise<readonly string[]> {
  const differences = await streamDifferences(look, plan);
  if (differences.length > 0 || plan.work?.do !== 'redrive') return differences;
  const sentences: string[] = [];
  for (const { to, create } of plan.work.parts) {
    const found = await look.stream(to);
    if (found === 'not-a-stream') sentences.push(`${to} holds something other than a stream now.`);
    if (found === 'none' && !create) sentences.push(`${to} is not there any more.`);
  }
  return sentences;
}
