import type { GroupObservation } from '@weir/domain/groups/group-observation';
import type { Sentence } from '@weir/domain/wire/sentence';
import type { Happening } from './event-writer.ts';

// The others are counted: a deployment changes hundreds at once.
const NAMED = 3;

/** Consumers that came to a group or left it between two looks at its list; nothing where either is not known. */
export function consumerEvents(
  stream: string,
  before: GroupObservation,
  now: GroupObservation,
  at: number,
): readonly Happening[] {
  if (before.consumerList === now.consumerList || !before.consumerList.known || !now.consumerList.known) return [];
  const was = new Set(before.consumerList.value.consumers.map(({ consumer }) => consumer));
  const is = new Set(now.consumerList.value.consumers.map(({ consumer }) => consumer));
  const came = [...is].filter((name) => !was.has(name));
  const left = [...was].filter((name) => !is.has(name));
  const of = { at, kind: 'consumer', level: 'note', stream, group: now.group } as const;
  const events: Happening[] = [];
  if (came.length > 0) events.push({ ...of, title: [...named(came), ' joined ', { name: now.group }], detail: [] });
  if (left.length > 0) events.push({ ...of, title: [...named(left), ' left ', { name: now.group }], detail: [] });
  return events;
}

function named(names: readonly string[]): Sentence {
  const shown = names.slice(0, NAMED).flatMap((name, at): Sentence => (at === 0 ? [{ name }] : [', ', { name }]));
  return names.length > NAMED ? [...shown, ` and ${names.length - NAMED} more`] : shown;
}
