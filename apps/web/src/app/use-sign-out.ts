import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTRPC } from './trpc.ts';

/** Ends the session and forgets everything this tab was told in it. */
export function useSignOut(): () => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const logout = useMutation(
    trpc.session.logout.mutationOptions({
      onSuccess: () => {
        queries.clear();
        void navigate({ to: '/sign-in' });
      },
    }),
  );
  return () => {
    logout.mutate();
  };
}
