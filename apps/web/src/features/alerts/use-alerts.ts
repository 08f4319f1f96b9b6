import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AlertRule } from '@weir/domain/alerts/alert-rule';
import type { ChannelKind } from '@weir/domain/alerts/channel';
import type { BackTestSpan } from '@weir/domain/wire/alert-answers';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';

const EVERY_MS = 5_000;
const PAGE = 50;
const YOUNG_MS = 60_000;

/** What fires and what is snoozed, in figures; for every page. */
export function useAlertSummary(conn: string) {
  const trpc = useTRPC();
  return useQuery(trpc.alerts.summary.queryOptions({ connection: conn }, { refetchInterval: EVERY_MS }));
}

/** Incidents that fire, critical ones first, or that are over, newest first, a page at a time. */
export function useIncidents(conn: string, state: 'firing' | 'resolved') {
  const trpc = useTRPC();
  const { alerts } = useTRPCClient();
  // By hand, because the ready-made form sends a direction that the server does not know.
  return useInfiniteQuery({
    queryKey: [...trpc.alerts.list.pathKey(), 'pages', conn, state],
    queryFn: ({ pageParam }) => alerts.list.query({ connection: conn, state, limit: PAGE, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: EVERY_MS,
  });
}

export function useIncident(incidentId: string) {
  const trpc = useTRPC();
  return useQuery(trpc.alerts.get.queryOptions({ incidentId }, { refetchInterval: EVERY_MS }));
}

/** The rules of this connection, and all channels. */
export function useAlertRules(conn: string) {
  const trpc = useTRPC();
  return useQuery(trpc.alerts.rules.queryOptions({ connection: conn }, { refetchInterval: EVERY_MS }));
}

/** The message a rule would send, as it would be sent. */
export function usePreview(rule: AlertRule | null, kind: ChannelKind) {
  const trpc = useTRPC();
  const { alerts } = useTRPCClient();
  return useQuery({
    queryKey: [...trpc.alerts.preview.mutationKey(), rule, kind],
    queryFn: () => (rule === null ? null : alerts.preview.mutate({ rule, kind })),
    enabled: rule !== null,
    placeholderData: keepPreviousData,
    // The figures in it are of now.
    refetchInterval: EVERY_MS,
    staleTime: EVERY_MS,
  });
}

/** A change of rules, channels or snoozes; everything about alerts is asked for anew behind it. */
export function useAlertChange<Input, Answer>(
  send: (client: ReturnType<typeof useTRPCClient>['alerts'], input: Input) => Promise<Answer>,
) {
  const trpc = useTRPC();
  const { alerts } = useTRPCClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => send(alerts, input),
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
  });
}

/** What the rule would have done on what was recorded; tried again only when the rule changes. */
export function useBackTest(rule: AlertRule | null, span: BackTestSpan) {
  const trpc = useTRPC();
  const { alerts } = useTRPCClient();
  return useQuery({
    queryKey: [...trpc.alerts.backTest.mutationKey(), rule, span],
    queryFn: ({ signal }) => (rule === null ? null : alerts.backTest.mutate({ rule, span }, { signal })),
    enabled: rule !== null,
    placeholderData: keepPreviousData,
    staleTime: YOUNG_MS,
    refetchOnWindowFocus: false,
    // While little was recorded, a little more of it says much more. A day or a week changes slowly, and costs more.
    refetchInterval: ({ state: { data } }) =>
      span === '1h' ? (data != null && data.to - data.from < YOUNG_MS ? EVERY_MS : YOUNG_MS) : false,
  });
}
