import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PolicySettings } from '@weir/domain/policies/policy';
import { failureOf, useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { useSettled } from '../actions/parts/use-settled.ts';

const EVERY_MS = 4_000;
const PAGE = 50;
// A preview that is looked at is counted again before it is old.
const RECOUNT_MS = 15_000;
const DEBOUNCE_MS = 400;

export function usePolicies(conn: string) {
  const trpc = useTRPC();
  return useQuery(trpc.policies.list.queryOptions({ connection: conn }, { refetchInterval: EVERY_MS }));
}

/** Past runs, newest first: of all policies, of one, or on one stream. */
export function useRuns(conn: string, of: { readonly policyId?: string; readonly stream?: string }) {
  const trpc = useTRPC();
  const { policies } = useTRPCClient();
  // By hand, because the ready-made form sends a direction that the server does not know.
  return useInfiniteQuery({
    queryKey: [...trpc.policies.runs.pathKey(), conn, of],
    queryFn: ({ pageParam }) => policies.runs.query({ connection: conn, ...of, limit: PAGE, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: EVERY_MS,
  });
}

/** What settings would do now, counted anew as they change and while they are looked at. */
export function usePolicyPlan(settings: PolicySettings | string) {
  const client = useTRPCClient();
  const wanted = typeof settings === 'string' ? '' : JSON.stringify(settings);
  const settled = useSettled(wanted, DEBOUNCE_MS);
  const query = useQuery({
    queryKey: ['policy-plan', settled],
    // Sound: the text was made from settings by JSON.stringify.
    queryFn: () => client.policies.plan.mutate({ settings: JSON.parse(settled) as PolicySettings }),
    enabled: settled !== '',
    placeholderData: keepPreviousData,
    refetchInterval: RECOUNT_MS,
    retry: false,
  });
  return { ...query, current: settled === wanted && wanted !== '' && !query.isPlaceholderData && query.isSuccess };
}

export function usePolicyChange() {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const trpc = useTRPC();
  const onSuccess = () => queries.invalidateQueries({ queryKey: trpc.policies.pathKey() });
  const save = useMutation({
    mutationFn: (input: Parameters<typeof client.policies.save.mutate>[0]) => client.policies.save.mutate(input),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (input: { policyId: string; reason: string }) => client.policies.remove.mutate(input),
    onSuccess,
  });
  const resume = useMutation({ mutationFn: () => client.policies.resume.mutate({}), onSuccess });
  const trouble = save.error ?? remove.error ?? resume.error;
  return {
    save,
    remove,
    resume,
    busy: save.isPending || remove.isPending,
    failure: trouble === null ? null : failureOf(trouble),
  };
}
