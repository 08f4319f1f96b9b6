import type { Freshness } from '../../../live/freshness.ts';

/** Least first; a role may do everything the ones before it may. */
const ROLES = ['viewer', 'reader', 'operator', 'maintainer', 'admin'];

export interface LockFacts {
  /** "Claim", "Trim": how the action is called. */
  readonly word: string;
  readonly needs: 'operator' | 'maintainer';
  /** Undefined while the session is being read. */
  readonly role: string | undefined;
  readonly readOnly: boolean;
  readonly picture: Freshness['kind'];
}

/** Why an action is off, with what would switch it on; '' = it is on. What lasts is said before what passes. */
export function lockWords({ word, needs, role, readOnly, picture }: LockFacts): string {
  if (role !== undefined && ROLES.indexOf(role) < ROLES.indexOf(needs))
    return `${word} needs the ${needs} role. Copy the commands instead.`;
  if (readOnly) return 'Weir is read-only here, so it changes nothing. Copy the commands instead.';
  switch (picture) {
    case 'live':
      return '';
    case 'past':
      return `${word} is off while this page shows the past. Go back to now first.`;
    case 'stale':
      return `${word} is off while this picture is not up to date. It comes back with the next poll.`;
    case 'paused':
      return `${word} is off while polling is paused. Resume it with Live at the top.`;
    case 'redis-lost':
      return `${word} is off while Redis does not answer.`;
    case 'weir-lost':
      return `${word} is off while Weir does not answer.`;
    default:
      return `${word} is off until Redis has been read once.`;
  }
}
