import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { AuditFilter, AuditRecord } from '@weir/domain/audit/audit-record';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';

const PAGE = 100;
const EVERY_MS = 5_000;
/** As many of the newest are looked at for the names to choose from. */
const LOOKED_AT = 200;

/** Records that match, newest first, a page at a time. */
export function useAuditRecords(filter: AuditFilter) {
  const trpc = useTRPC();
  const { audit } = useTRPCClient();
  // By hand, because the ready-made form sends a direction that the server does not know.
  return useInfiniteQuery({
    queryKey: [...trpc.audit.list.pathKey(), 'pages', filter],
    queryFn: async ({ pageParam }) => {
      const page = await audit.list.query({ ...filter, limit: PAGE, cursor: pageParam });
      return { ...page, items: whole(page.items) };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  });
}

/** The newest records whatever the filter, for the names to choose from and how many there are without it. */
export function useNewestRecords(conn: string) {
  const trpc = useTRPC();
  return useQuery(
    trpc.audit.list.queryOptions(
      { connection: conn, limit: LOOKED_AT, cursor: null },
      { select: ({ items, total }) => ({ items: whole(items), total }) },
    ),
  );
}

/** One record; anew while its change is not over, and for a while after for what is seen later. */
export function useAuditRecord(auditId: string) {
  const trpc = useTRPC();
  return useQuery(
    trpc.audit.get.queryOptions(
      { auditId },
      { refetchInterval: EVERY_MS, select: (record): AuditRecord | undefined => whole([record])[0] },
    ),
  );
}

/** Goes through the whole chain; only when asked. */
export function useVerify() {
  const trpc = useTRPC();
  return useQuery(trpc.audit.verify.queryOptions(undefined, { enabled: false, gcTime: 0, retry: false }));
}

interface Detailed {
  readonly detail?: unknown;
}

type Sent = Omit<AuditRecord, 'begun' | 'ended' | 'later'> & {
  readonly begun: Omit<AuditRecord['begun'], 'detail'> & Detailed;
  readonly ended: (Omit<NonNullable<AuditRecord['ended']>, 'detail'> & Detailed) | null;
  readonly later: readonly (Omit<AuditRecord['later'][number], 'detail'> & Detailed)[];
};

/** Whatever has no value is not sent; a detail that is absent is one that is undefined. */
function whole(records: readonly Sent[]): readonly AuditRecord[] {
  // Sound: the two types differ only in whether `detail`, which is unknown, may be absent.
  return records as readonly AuditRecord[];
}
