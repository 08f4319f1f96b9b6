import type { Role } from './role.ts';

/** Who asks. `actor` is what a record of a change would name. */
export interface Visitor {
  readonly actor: string;
  readonly role: Role;
}
