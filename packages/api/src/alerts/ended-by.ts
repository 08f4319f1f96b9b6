import type { AlertRule, AlertSubject } from '@weir/domain/alerts/alert-rule';
import type { Watch } from '../observe/watch.ts';
import { subjectsOf } from './subjects-of.ts';

/**
 * Why an alert is over by its rule as it is now: '' = it is no longer so. `met` is the rule as it was when the subject last
 * met it: where that one would go on firing, it was the change of the rule that ended it, and nothing in Redis.
 * The answer looks at each rule of before once, however many of its alerts end.
 */
export function endedBy(
  watch: Watch,
): (met: AlertRule, present: AlertRule, subject: AlertSubject, isThere: boolean) => string {
  const before = new Map<string, ReadonlyMap<string, boolean>>();

  function soBy(met: AlertRule, watched: string): ReadonlyMap<string, boolean> {
    const known = before.get(watched);
    if (known !== undefined) return known;
    const so = new Map<string, boolean>();
    for (const { subject, sight } of subjectsOf(watch, met.watched)) {
      const seen = sight();
      so.set(keyOf(subject), seen.known && !seen.clear);
    }
    before.set(watched, so);
    return so;
  }

  return (met, present, subject, isThere) => {
    const gone = isThere ? '' : 'it is no longer there';
    const watched = JSON.stringify(met.watched);
    if (watched === JSON.stringify(present.watched)) return gone;
    const stillSo = soBy(met, watched).get(keyOf(subject));
    if (stillSo === undefined) return gone;
    return stillSo ? 'the rule was changed' : '';
  };
}

function keyOf({ stream, group }: AlertSubject): string {
  return JSON.stringify([stream, group]);
}
