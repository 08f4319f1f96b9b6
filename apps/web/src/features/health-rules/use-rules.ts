import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LimitRule, SetLimits } from '@weir/domain/health/limit-rules';
import { useTRPC } from '../../app/trpc.ts';
import type { Draft, Pattern } from './limits-draft.ts';

export interface Place extends Pattern {
  readonly connection: string;
}

/** How one group is judged. */
export function useGroupLimits({ connection, stream, group }: Place) {
  const trpc = useTRPC();
  return useQuery(trpc.healthRules.group.queryOptions({ connection, stream, group }, { refetchInterval: 10_000 }));
}

/** What would be said with these limits; asked anew while somebody looks. */
export function useLimitsPreview({ connection, stream, group }: Place, { pattern, limits }: Draft, on: boolean) {
  const trpc = useTRPC();
  const { stream: onStream, group: onGroup } = pattern;
  return useQuery(
    trpc.healthRules.preview.queryOptions(
      { connection, stream, group, onStream, onGroup, limits },
      { enabled: on && onStream !== '' && onGroup !== '', refetchInterval: 5_000, placeholderData: (before) => before },
    ),
  );
}

/** Saving and removing rules; whatever shows rules or verdicts is read anew after it. */
export function useRuleChanges(connection: string) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const onSuccess = async (): Promise<void> => {
    await Promise.all([
      client.invalidateQueries(trpc.healthRules.pathFilter()),
      client.invalidateQueries(trpc.groups.pathFilter()),
    ]);
  };
  const save = useMutation(trpc.healthRules.save.mutationOptions({ onSuccess }));
  const remove = useMutation(trpc.healthRules.remove.mutationOptions({ onSuccess }));
  return {
    busy: save.isPending || remove.isPending,
    error: save.error ?? remove.error,
    async save({ stream, group }: Pattern, limits: SetLimits, reason: string): Promise<void> {
      await save.mutateAsync({ connection, onStream: stream, onGroup: group, limits, reason });
    },
    async remove({ ruleId }: LimitRule, reason: string): Promise<void> {
      await remove.mutateAsync({ connection, ruleId, reason });
    },
  };
}
