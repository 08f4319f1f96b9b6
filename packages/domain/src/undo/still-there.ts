import type { Look, StreamFacts } from '../actions/look.ts';
import type { Plan } from '../actions/plan.ts';
import { requireStream, streamDifferences } from '../actions/same-stream.ts';
import type { Sentence } from '../wire/sentence.ts';

/** The stream, when it (and the group) is still the one the change was made on; else why nothing can be taken back. */
export async function stillThere(
  look: Look,
  plan: Plan,
): Promise<{ readonly facts: StreamFacts } | { readonly refusal: Sentence }> {
  const [difference] = await streamDifferences(look, plan);
  return difference === undefined ? { facts: await requireStream(look, plan.stream) } : { refusal: [difference] };
}
