import type { Sight } from '@weir/domain/alerts/advance';
import type { AlertSubject, Watched } from '@weir/domain/alerts/alert-rule';
import { THE_CONNECTION } from '@weir/domain/alerts/alert-rule';
import { findingWords } from '@weir/domain/alerts/finding-words';
import { type Shown, sightOf } from '@weir/domain/alerts/sight';
import { unknown } from '@weir/domain/known/known';
import { readableGlob } from '@weir/domain/names/readable-glob';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import type { Watch } from '../observe/watch.ts';
import { shownConnection, shownGroup, shownStream } from './shown-subject.ts';

/** One subject of a rule as it is now. */
export interface Seen {
  readonly subject: AlertSubject;
  readonly sight: () => Sight;
  /** What is seen, in words. */
  readonly finding: () => string;
  /** What is said of its state besides. */
  readonly detail: () => string;
}

/** Everything a rule looks at, one after the other. */
export function* subjectsOf(watch: Watch, watched: Watched): Generator<Seen> {
  const { board } = watch;
  const at = board.polledAt ?? watch.here();
  if (watched.over === 'connection') {
    const shown = shownConnection(watch, at);
    yield seen(watched, THE_CONNECTION, shown, () => shown.unreachable ?? '');
    return;
  }
  const streams = readableGlob(watched.streams);
  const except = watched.except === '' ? () => false : readableGlob(watched.except);
  const groups = watched.over === 'groups' ? readableGlob(watched.groups) : undefined;
  for (const [stream, tracked] of board.streams) {
    if (!streams(stream) || except(stream)) continue;
    if (groups === undefined) {
      yield seen(watched, { stream, group: null }, shownStream(tracked, at), () => tracked.row.reason);
      continue;
    }
    for (const [group, known] of tracked.groups) {
      if (!groups(group) || except(group)) continue;
      yield seen(watched, { stream, group }, shownGroup(known, at), () => plainSentence(known.row.sentence, at));
    }
  }
}

function seen(watched: Watched, subject: AlertSubject, shown: Shown, words: () => string): Seen {
  const { when } = watched;
  return {
    subject,
    detail: () => (when.is === 'figure' ? '' : words()),
    sight: () => sightOf(when, shown),
    finding: () =>
      findingWords(watched, {
        subject,
        figure: when.is === 'figure' ? shown.figure(when.metric) : unknown('not asked for'),
      }),
  };
}
