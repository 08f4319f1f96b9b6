import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useLiveStore, useSocketState } from '../live/use-live.ts';
import { Shell } from './shell.tsx';
import { ToSignIn } from './to-sign-in.tsx';
import { useTRPC } from './trpc.ts';

/** Everything under /c/…: needs a session, keeps the live picture of that connection. */
export function ConnectionFrame() {
  const { conn } = useParams({ from: '/c/$conn' });
  const trpc = useTRPC();
  const live = useLiveStore();
  const socket = useSocketState();
  const session = useQuery(
    trpc.session.get.queryOptions(undefined, { refetchInterval: socket.state === 'lost' ? 5_000 : false }),
  );
  const signedOut = socket.state === 'signed-out' || session.data?.signedIn === false;
  // The socket is outside React; it opens beside the session query so that the first picture does not wait for it.
  useEffect(() => {
    if (!signedOut) live.watch(conn);
  }, [live, conn, signedOut]);
  if (signedOut) return <ToSignIn />;
  return (
    <Shell conn={conn}>
      <Outlet />
    </Shell>
  );
}
