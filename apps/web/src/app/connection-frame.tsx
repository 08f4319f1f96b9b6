import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useHasPicture, useLiveStore, useSocketState } from '../live/use-live.ts';
import { PastFrame } from '../past/past-frame.tsx';
import { PlainPage } from './plain-page.tsx';
import { Shell } from './shell.tsx';
import { ToSignIn } from './to-sign-in.tsx';
import { useTRPC } from './trpc.ts';

function NoSuchConnection({ conn }: { readonly conn: string }) {
  return (
    <PlainPage>
      <h1 className="text-title">There is no connection called {conn}</h1>
      <p className="mt-2 text-text-2">
        Its name is part of this address. The connections there are come from the settings.
      </p>
      <a href="/" className="mt-4 inline-block font-strong text-accent hover:underline">
        Go to the first one
      </a>
    </PlainPage>
  );
}

/** Everything under /c/…: needs a session, keeps the live picture of that connection. */
export function ConnectionFrame() {
  const { conn } = useParams({ from: '/c/$conn' });
  const trpc = useTRPC();
  const live = useLiveStore();
  const socket = useSocketState();
  const session = useQuery(
    trpc.session.get.queryOptions(undefined, { refetchInterval: socket.state === 'lost' ? 5_000 : false }),
  );
  const hasPicture = useHasPicture();
  const signedOut = socket.state === 'signed-out' || session.data?.signedIn === false;
  // The socket is outside React; it opens beside the session query so that the first picture does not wait for it.
  useEffect(() => {
    if (!signedOut) live.watch(conn);
  }, [live, conn, signedOut]);
  // Asked only while no picture comes: an address with a name that does not exist looks like a lost server otherwise.
  const connections = useQuery(trpc.connections.list.queryOptions(undefined, { enabled: !signedOut && !hasPicture }));
  if (signedOut) return <ToSignIn />;
  if (connections.data !== undefined && !connections.data.items.some(({ id }) => id === conn)) {
    return <NoSuchConnection conn={conn} />;
  }
  return (
    <PastFrame conn={conn}>
      <Shell conn={conn}>
        <Outlet />
      </Shell>
    </PastFrame>
  );
}
