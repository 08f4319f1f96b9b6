import { formatCount } from '@weir/domain/metrics/format-figures';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { Sentence } from '@weir/domain/wire/sentence';

export type AcknowledgePreview = Extract<ReadyPlan['preview'], { of: 'acknowledge' }>;

/** What acking by hand means, before anything else. */
export function plainConsequence(payload: 'present' | 'gone', count: number): string {
  const one = count === 1;
  if (payload === 'gone')
    return `The payload of ${one ? 'this entry' : 'these entries'} was trimmed or deleted while it was pending. Nobody can process ${one ? 'it' : 'them'} any more; acking clears the pending list.`;
  return `An entry acked by hand was not processed by anybody. ${one ? 'It leaves' : 'They leave'} the pending list, and no consumer gets ${one ? 'it' : 'them'} again.`;
}

/** What happens, one sentence each. */
export function acknowledgeHappenings(preview: AcknowledgePreview): readonly Sentence[] {
  const count = preview.from.reduce((sum, { count: held }) => sum + held, 0);
  const [only] = preview.from;
  const from: Sentence =
    preview.from.length === 1 && only !== undefined
      ? [{ name: only.consumer }]
      : [{ n: preview.from.length }, ' consumers'];
  return [
    [{ n: count, b: true }, count === 1 ? ' entry leaves' : ' entries leave', ' the pending list of ', ...from],
    count === 1 ? ['It stays in the stream'] : ['They stay in the stream; other groups are not touched'],
    ...deliveries(preview),
  ];
}

function deliveries({ deliveries: counts }: AcknowledgePreview): Sentence[] {
  if (counts.length === 0) return [];
  const parts = counts.map(([times, entries]): Sentence => [
    { n: entries },
    times === 1 ? ' once' : ` × ${formatCount(times)}`,
  ]);
  return [['Delivered so far: ', ...parts.flatMap((part, index) => (index === 0 ? part : [', ', ...part]))]];
}
