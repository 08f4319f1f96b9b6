import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../app/trpc.ts';
import { alertLock } from './alerts-view.ts';

/** Why something about alerts is off for this visitor; '' = it is on. A Redis that may not be changed is no reason. */
export function useAlertLock(word: string, needs: 'operator' | 'maintainer' | 'admin'): string {
  const trpc = useTRPC();
  const session = useQuery(trpc.session.get.queryOptions());
  return alertLock(word, needs, session.data?.role);
}
