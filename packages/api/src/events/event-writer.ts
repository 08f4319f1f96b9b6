import type { LinkState } from '@weir/domain/connections/link-state';
import { compareEntryIds } from '@weir/domain/entries/entry-id';
import type { GroupObservation } from '@weir/domain/groups/group-observation';
import type { Judgement } from '@weir/domain/health/judgement';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import type { Sentence } from '@weir/domain/wire/sentence';
import { STATUS_WORDS } from './status-words.ts';
import { trimmedEntries } from './trimmed-entries.ts';

/** An event before it has its number. */
export type Happening = Omit<WeirEvent, 'id'>;

const TROUBLE = new Set<string>(['critical', 'warning', 'unknown']);

/** A change of state worth telling: into trouble, from one trouble to another, and out of it. */
export function stateEvent(
  stream: string,
  group: string,
  before: Judgement,
  now: Judgement,
  at: number,
): Happening | undefined {
  if (before.status === now.status) return undefined;
  const troubled = TROUBLE.has(now.level);
  if (!troubled && !TROUBLE.has(before.level)) return undefined;
  const detail: Sentence = troubled ? now.sentence : ['after ', { ms: Math.max(0, at - before.since) }];
  return {
    at,
    kind: 'state',
    level: now.level,
    status: now.status,
    title: [{ name: group }, STATUS_WORDS[now.status]],
    detail,
    stream,
    group,
  };
}

/** The position of a group went back: entries will be handed out again. */
export function positionEvent(
  stream: string,
  before: GroupObservation,
  now: GroupObservation,
  at: number,
): Happening | undefined {
  if (compareEntryIds(now.position, before.position) >= 0) return undefined;
  const title: Sentence = [{ name: now.group }, ' moved back'];
  const detail: Sentence = ['from ', { name: before.position }, ' to ', { name: now.position }];
  return { at, kind: 'position', level: 'note', title, detail, stream, group: now.group };
}

/** Many entries left the front of the stream at once. */
export function trimEvent(before: StreamObservation, now: StreamObservation, at: number): Happening | undefined {
  const trimmed = trimmedEntries(before, now);
  if (trimmed === 0) return undefined;
  const title: Sentence = [{ name: now.stream }, ' was trimmed'];
  return {
    at,
    kind: 'trim',
    level: 'note',
    title,
    detail: [{ n: trimmed }, ' entries removed'],
    stream: now.stream,
    group: '',
  };
}

export function presenceEvent(
  kind: 'appeared' | 'gone',
  stream: string,
  group: string,
  at: number,
  why: Sentence,
): Happening {
  const title: Sentence = [{ name: group === '' ? stream : group }, kind === 'gone' ? ' is gone' : ' appeared'];
  return { at, kind, level: 'note', title, detail: why, stream, group };
}

/** The link was lost or came back; nothing for the tries in between. */
export function linkEvent(before: LinkState, now: LinkState, at: number): Happening | undefined {
  const base = { at, kind: 'link', stream: '', group: '' } as const;
  if (now.state === 'down' && before.state !== 'down') {
    return { ...base, level: 'critical', title: ['Redis cannot be reached'], detail: [now.sentence] };
  }
  if (now.state === 'up' && before.state === 'down') {
    return {
      ...base,
      level: 'healthy',
      title: ['Redis is back'],
      detail: ['after ', { ms: Math.max(0, now.since - before.since) }],
    };
  }
  return undefined;
}
