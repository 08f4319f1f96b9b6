import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { PlainPage } from '../../app/plain-page.tsx';
import { ToSignIn } from '../../app/to-sign-in.tsx';
import { failureOf, useTRPC } from '../../app/trpc.ts';
import { useTitle } from '../../app/use-title.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** "/": on to the first connection, or how to set one up. */
export function FirstConnection() {
  useTitle('');
  const trpc = useTRPC();
  const session = useQuery(trpc.session.get.queryOptions());
  const signedIn = session.data?.signedIn === true;
  const connections = useQuery(trpc.connections.list.queryOptions(undefined, { enabled: signedIn }));
  if (session.data?.signedIn === false) return <ToSignIn />;
  const first = connections.data?.items[0];
  if (first !== undefined) return <Navigate to="/c/$conn" params={{ conn: first.id }} replace />;
  const failed = session.error ?? connections.error;
  if (failed !== null)
    return (
      <PlainPage>
        <h1 className="text-title">Weir does not answer as it should</h1>
        <p role="alert" className="mt-2 mb-4 text-text-2">
          {failureOf(failed).sentence}
        </p>
        <Button
          onClick={() => {
            void session.refetch();
            if (signedIn) void connections.refetch();
          }}
        >
          Try again
        </Button>
      </PlainPage>
    );
  if (connections.data === undefined)
    return (
      <PlainPage>
        <h1 className="sr-only">Weir is starting</h1>
        <Skeleton className="h-7 w-48" />
      </PlainPage>
    );
  return <NoConnection />;
}

function NoConnection() {
  return (
    <PlainPage>
      <div className="flex items-center gap-2.5">
        <Mark />
        <span className="text-heading">Weir</span>
      </div>
      <h1 className="mt-5 text-title">No Redis is set up yet</h1>
      <p className="mt-2 text-text-2">
        Tell Weir the address of your Redis when you start it. Reading needs no write access.
      </p>
      <pre className="mt-3 rounded-control border border-line bg-raised p-3 text-small whitespace-pre-wrap">
        WEIR_REDIS_URL=redis://localhost:6379 npm start
      </pre>
      <p className="mt-3 text-small text-text-3">Then load this page again.</p>
    </PlainPage>
  );
}
