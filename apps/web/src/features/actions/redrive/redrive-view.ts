import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { Sentence } from '@weir/domain/wire/sentence';

export type RedrivePreview = Extract<ReadyPlan['preview'], { of: 'redrive' }>;

/** What happens to what is sent back, one sentence each. */
export function redriveHappenings({ parts }: RedrivePreview): readonly Sentence[] {
  const sentences: Sentence[] = parts.map(({ to, count, targetLength }) => [
    { n: count, b: true },
    count === 1 ? ' entry goes to the end of ' : ' entries go to the end of ',
    { name: to, b: true },
    targetLength === null ? ', which is created' : '',
  ]);
  if (parts.length > 0) sentences.push(['Each leaves the dead letters in the step that adds it there']);
  return sentences;
}

/** What stays, and why. */
export function stayingSentences({ noOrigin, originGone, looked, complete }: RedrivePreview): readonly Sentence[] {
  const sentences: Sentence[] = [];
  if (noOrigin > 0) {
    sentences.push([{ n: noOrigin, b: true }, noOrigin === 1 ? ' stays: no origin known' : ' stay: no origin known']);
  }
  for (const { stream, count } of originGone.slice(0, 5)) {
    sentences.push([
      { n: count, b: true },
      count === 1 ? ' stays: ' : ' stay: ',
      { name: stream },
      ' is not there any more',
    ]);
  }
  if (!complete) sentences.push(['Only the first ', { n: looked }, ' were looked at; send the rest back afterwards']);
  return sentences;
}

/** Who reads each stream they go to: all of its groups get them, not only the one they failed in. */
export function readerSentences({ parts }: RedrivePreview): readonly Sentence[] {
  return parts
    .filter(({ groups }) => groups.length > 0)
    .map(({ to, groups, failedIn }): Sentence => {
      const behind = groups.filter(({ unread }) => unread.known && unread.value > 0);
      const names = groups.slice(0, 4).flatMap(({ group }, at): Sentence => [at === 0 ? '' : ', ', { name: group }]);
      const rest = groups.length > 4 ? ` and ${groups.length - 4} more` : '';
      const failed: Sentence = failedIn[0] === undefined ? [] : ['; they failed in ', { name: failedIn[0] }];
      const [late] = behind;
      const waits: Sentence =
        late === undefined || !late.unread.known
          ? []
          : ['. ', { name: late.group }, ' has ', { n: late.unread.value }, ' unread; they wait in line'];
      return [{ name: to }, ' is read by ', ...names, rest, ...failed, ...waits];
    });
}
