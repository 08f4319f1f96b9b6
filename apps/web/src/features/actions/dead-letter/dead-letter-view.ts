import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { Sentence } from '@weir/domain/wire/sentence';

export type DeadLetterPreview = Extract<ReadyPlan['preview'], { of: 'dead-letter' }>;

/** What happens, one sentence each. */
export function deadLetterHappenings(preview: DeadLetterPreview, group: string): readonly Sentence[] {
  const count = preview.from.reduce((sum, { count: held }) => sum + held, 0);
  const [most] = preview.deliveries;
  const [only] = preview.from;
  const from: Sentence =
    preview.from.length === 1 && only !== undefined
      ? [{ name: only.consumer }]
      : [{ n: preview.from.length }, ' consumers'];
  return [
    [
      { n: count, b: true },
      count === 1 ? ' entry goes to ' : ' entries go to ',
      { name: preview.to, b: true },
      preview.targetLength === null ? ', which is created' : '',
      ', with all fields, where it came from and why',
    ],
    [count === 1 ? 'It leaves' : 'They leave', ' the pending list of ', { name: group }, ', held by ', ...from],
    othersSentence(preview, count),
    ...(most === undefined ? [] : [deliveredSentence(preview, most[0])]),
  ];
}

function othersSentence({ otherGroups }: DeadLetterPreview, count: number): Sentence {
  const stays = count === 1 ? 'It stays in the stream' : 'They stay in the stream';
  const [first, second] = otherGroups;
  if (first === undefined) return [stays];
  const rest = otherGroups.length - 1;
  if (second === undefined) return [stays, ' for ', { name: first }];
  return [stays, ' for ', { name: first }, rest === 1 ? ' and one more group' : ` and ${rest} more groups`];
}

function deliveredSentence({ deliveries }: DeadLetterPreview, first: number): Sentence {
  if (deliveries.length === 1) return ['Delivered ', { n: first }, first === 1 ? ' time' : ' times', ' so far'];
  const counts = deliveries.map(([times]) => times);
  return ['Delivered ', { n: Math.min(...counts) }, ' to ', { n: Math.max(...counts) }, ' times so far'];
}
