import type { EventKind } from '@weir/domain/wire/live-frame';

/** What a reader looks for in what happened; '' = everything. */
export type ActivityChoice = '' | 'states' | 'alerts' | 'changes' | 'entries' | 'consumers';

export const ACTIVITY: readonly { readonly value: ActivityChoice; readonly label: string }[] = [
  { value: '', label: 'everything' },
  { value: 'states', label: 'states' },
  { value: 'alerts', label: 'alerts' },
  { value: 'changes', label: 'changes and policies' },
  { value: 'entries', label: 'bursts, trims and positions' },
  { value: 'consumers', label: 'groups and consumers' },
];

const KINDS: { readonly [C in ActivityChoice]: readonly EventKind[] | undefined } = {
  '': undefined,
  states: ['state', 'link'],
  alerts: ['alert'],
  changes: ['change', 'policy'],
  entries: ['burst', 'trim', 'position'],
  consumers: ['appeared', 'gone', 'consumer'],
};

/** The choice that stands in the address; anything else means everything. */
export function parseActivity(text: string | undefined): ActivityChoice {
  return ACTIVITY.find(({ value }) => value === text)?.value ?? '';
}

export function kindsOf(choice: ActivityChoice): readonly EventKind[] | undefined {
  return KINDS[choice];
}
