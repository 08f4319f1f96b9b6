import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../app/trpc.ts';

/** Why the health rules cannot be changed by this visitor; '' = they can. They are Weir's own: Redis need not be there. */
export function useRuleLock(): string {
  const trpc = useTRPC();
  const session = useQuery(trpc.session.get.queryOptions());
  const role = session.data?.role;
  if (role === undefined || role === 'maintainer' || role === 'admin') return '';
  return 'Health rules need the maintainer role.';
}
