import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../../app/trpc.ts';
import { usePictureKind } from '../../../live/picture-state.tsx';
import { useSummary } from '../../../live/use-live.ts';
import { lockWords } from './lock-view.ts';

/** Why an action is off for this visitor now; '' = it is on. */
export function useActionLock(word: string, needs: 'operator' | 'maintainer'): string {
  const trpc = useTRPC();
  const session = useQuery(trpc.session.get.queryOptions());
  const summary = useSummary();
  const picture = usePictureKind();
  return lockWords({
    word,
    needs,
    role: session.data?.role,
    readOnly: session.data?.readOnly === true || summary?.readOnly === true,
    picture,
  });
}
