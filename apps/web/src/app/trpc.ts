import type { AppRouter } from '@weir/api/router';
import { createTRPCClient, httpBatchStreamLink, httpLink, splitLink, TRPCClientError } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { z } from 'zod';

/** `const trpc = useTRPC(); useQuery(trpc.groups.get.queryOptions({ … }))`; mutations: `trpc.x.mutationOptions()`. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export function createClient() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'mutation',
        // The server refuses a change without this header, which no form of another site can send.
        true: httpLink({ url: '/trpc', headers: { 'x-weir': '1' } }),
        // Streamed, so that a slow answer does not hold back the quick ones beside it.
        false: httpBatchStreamLink({ url: '/trpc', maxURLLength: 6_000 }),
      }),
    ],
  });
}

const failureShape = z.object({ reason: z.string(), sentence: z.string() });

export interface Failure {
  /** A FailureReason of the domain, or 'unreachable' when Weir itself did not answer. */
  readonly reason: string;
  readonly sentence: string;
}

/** What a failed query or mutation says to the operator. */
export function failureOf(error: unknown): Failure {
  if (error instanceof TRPCClientError) {
    const told = failureShape.safeParse(error.data);
    if (told.success) return told.data;
    if (error.data === undefined || error.data === null)
      return { reason: 'unreachable', sentence: 'Weir does not answer. It may be restarting.' };
  }
  return { reason: 'internal', sentence: 'Weir could not answer this. Its log says more.' };
}
