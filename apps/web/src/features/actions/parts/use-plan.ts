import { useQuery } from '@tanstack/react-query';
import type { ActionInput } from '@weir/domain/actions/action-input';
import type { PlanAnswer, ReadyPlan } from '@weir/domain/wire/action-answers';
import { useEffect, useState } from 'react';
import { type Failure, failureOf } from '../../../app/trpc.ts';
import { useNow } from '../../../live/redis-clock.ts';
import { useSummary } from '../../../live/use-live.ts';
import { useActionsClient } from './actions-client.ts';
import { useSettled } from './use-settled.ts';

interface PlanQuestion {
  /** What to plan; null = what was entered makes no change yet. A new object with equal content is the same question. */
  readonly input: ActionInput | null;
  /** A plan of this id is opened first, as long as the input is not changed. */
  readonly set?: string | undefined;
  /** While true a plan that expires is left alone, because it is being applied. */
  readonly hold: boolean;
  /** Called when a plan is ready, for the address. */
  readonly onReady?: (planId: string) => void;
}

export interface PlanView {
  /** The newest one that was counted; stays while the next one is being counted. */
  readonly plan: ReadyPlan | undefined;
  /** The plan belongs to what is entered now and can be applied. */
  readonly current: boolean;
  readonly counting: { readonly looked: number; readonly what: string } | null;
  readonly failure: Failure | null;
  /** Why it was counted again by itself. */
  readonly recounted: 'expired' | null;
  /** Counts again without changing anything: the dry run. */
  readonly again: () => void;
}

const DEBOUNCE_MS = 350;
const POLL_MS = 300;
let mounts = 0;

/** Plans a change: counts it on the server, anew whenever the input changes or the plan has expired. */
export function usePlan({ input, set, hold, onReady }: PlanQuestion): PlanView {
  const client = useActionsClient();
  // Every dialog that opens counts for itself; what an earlier one counted is no longer true.
  const [mount] = useState(() => (mounts += 1));
  const [round, setRound] = useState({ count: 0, because: null as PlanView['recounted'] });
  const wanted = input === null ? '' : JSON.stringify(input);
  const [first] = useState(wanted);
  const settled = useSettled(wanted, DEBOUNCE_MS);
  const linked = round.count === 0 && settled === first ? set : undefined;
  const [opened] = useState(linked);
  const begun = useQuery({
    queryKey: ['plan', mount, round.count, settled],
    queryFn: () => begin(client, settled, linked === undefined ? undefined : opened),
    enabled: settled !== '',
    staleTime: Number.POSITIVE_INFINITY,
    // Whoever comes back to what was entered before counts anew: the plan of then is discarded.
    gcTime: 0,
    retry: false,
  });
  const counted = useQuery({
    queryKey: ['planned', mount, begun.data?.planId],
    queryFn: () => client.planned(begun.data?.planId ?? ''),
    enabled: begun.data?.state === 'counting',
    refetchInterval: (query) => (query.state.data?.state === 'ready' ? false : POLL_MS),
    retry: 3,
  });
  const answer =
    settled === '' ? undefined : begun.data?.state === 'counting' ? (counted.data ?? begun.data) : begun.data;
  const error = begun.error ?? (answer?.state === 'ready' ? null : counted.error);
  const [plan, setPlan] = useState<ReadyPlan>();
  if (answer?.state === 'ready' && answer !== plan) setPlan(answer);
  const current = settled === wanted && answer?.state === 'ready' && answer === plan;

  const expired = useExpired(plan);
  useEffect(() => {
    if (expired && current && !hold) setRound(({ count }) => ({ count: count + 1, because: 'expired' }));
  }, [expired, current, hold]);
  useSuperseded(answer?.planId, (planId) => client.discard(planId));
  const readyId = current ? plan?.planId : undefined;
  useEffect(() => {
    if (readyId !== undefined) onReady?.(readyId);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- tells of a plan once, whoever listens
  }, [readyId]);

  return {
    plan,
    current,
    counting: countingOf(answer, settled !== wanted || begun.isFetching),
    failure: error === null ? null : failureOf(error),
    recounted: current ? round.because : null,
    again: () => {
      setRound(({ count }) => ({ count: count + 1, because: null }));
    },
  };
}

async function begin(
  client: ReturnType<typeof useActionsClient>,
  input: string,
  set: string | undefined,
): Promise<PlanAnswer> {
  if (set !== undefined) {
    try {
      return await client.planned(set);
    } catch (error) {
      // The link outlived its plan; the same is counted again.
      if (failureOf(error).reason !== 'not-found') throw error;
    }
  }
  // Sound: the text was made from an input by JSON.stringify.
  return client.plan(JSON.parse(input) as ActionInput);
}

function countingOf(answer: PlanAnswer | undefined, waiting: boolean): PlanView['counting'] {
  if (answer?.state === 'counting') return { looked: answer.looked, what: answer.what };
  return waiting ? { looked: 0, what: '' } : null;
}

// The end of a plan is told by the server's clock, which the browser knows by way of Redis' clock.
function useExpired(plan: ReadyPlan | undefined): boolean {
  const serverNow = useNow() - (useSummary()?.clockSkewMs ?? 0);
  return plan !== undefined && serverNow >= plan.expiresAt;
}

/** Lets the server forget a plan that another one took the place of. */
function useSuperseded(planId: string | undefined, discard: (planId: string) => Promise<unknown>): void {
  const [last, setLast] = useState(planId);
  const old = planId !== undefined && last !== undefined && planId !== last ? last : undefined;
  useEffect(() => {
    if (planId === undefined) return;
    setLast(planId);
    // Best effort: it expires by itself.
    if (old !== undefined) discard(old).catch(() => undefined);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each plan
  }, [planId]);
}
