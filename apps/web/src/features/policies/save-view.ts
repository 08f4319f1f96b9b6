import type { PolicySettings } from '@weir/domain/policies/policy';

interface SaveQuestion {
  readonly settings: PolicySettings | string;
  readonly seen: string | undefined;
  readonly typed: string;
  readonly subject: string;
  /** It is on with these very settings, so nothing new has to be looked at. */
  readonly goesOn: boolean;
}

/** Why it cannot be switched on now; '' = it can. */
export function saveMissing({ settings, seen, typed, subject, goesOn }: SaveQuestion): string {
  if (typeof settings === 'string') return settings;
  if (goesOn) return '';
  if (seen === undefined) return 'It can be switched on once what it would do is counted.';
  return typed === subject ? '' : `Type ${subject} to switch it on.`;
}
