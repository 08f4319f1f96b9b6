import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useState } from 'react';
import { LiveStore } from '../live/live-store.ts';
import { LiveProvider } from '../live/use-live.ts';
import { createAppRouter } from '../routes.tsx';
import { TooltipLayer } from '../ui/tooltip.tsx';
import { createClient, failureOf, TRPCProvider } from './trpc.ts';

/** Everything that lives as long as the tab: router, query cache, the live socket. */
export function App() {
  const [{ router, queries, client, live }] = useState(createTab);
  return (
    <StrictMode>
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={queries}>
          <TRPCProvider trpcClient={client} queryClient={queries}>
            <LiveProvider value={live}>
              <RouterProvider router={router} />
              <TooltipLayer />
            </LiveProvider>
          </TRPCProvider>
        </QueryClientProvider>
      </CSPProvider>
    </StrictMode>
  );
}

function createTab() {
  const router = createAppRouter();
  const live = new LiveStore(
    () => new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/live`),
  );
  const queries = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (failureOf(error).reason !== 'not-signed-in') return;
        live.close();
        void router.navigate({ to: '/sign-in', search: { to: router.state.location.href } });
      },
    }),
    defaultOptions: {
      // Weir may run on this very machine, which then needs no network.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        // What a person must mend is not asked again by itself.
        retry: (count, error) => count < 2 && ['unreachable', 'timed-out', 'busy'].includes(failureOf(error).reason),
        staleTime: 5_000,
        refetchOnWindowFocus: false,
      },
    },
  });
  return { router, queries, client: createClient(), live };
}
