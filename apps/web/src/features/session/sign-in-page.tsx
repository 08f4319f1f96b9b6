import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { failureOf, useTRPC } from '../../app/trpc.ts';
import { useTitle } from '../../app/use-title.ts';
import { useLiveStore } from '../../live/use-live.ts';
import { Mark } from '../../ui/mark.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { SignInBackdrop } from './sign-in-backdrop.tsx';
import { codeFromHash, safeReturn, signInWords } from './sign-in-view.ts';

/** Takes the one-time code out of the address, exchanges it for a session, and goes on. */
export function SignInPage() {
  useTitle('Sign in');
  const { to } = useSearch({ from: '/sign-in' });
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const live = useLiveStore();
  const session = useQuery(trpc.session.get.queryOptions());
  const login = useMutation(
    trpc.session.login.mutationOptions({
      onSuccess: (answer) => {
        queries.clear();
        queries.setQueryData(trpc.session.get.queryKey(), answer);
        void navigate({ to: safeReturn(to), replace: true });
      },
    }),
  );
  const { mutate } = login;
  const used = useRef('');
  useEffect(() => {
    live.close();
  }, [live]);
  useEffect(() => {
    const exchange = () => {
      const code = codeFromHash(location.hash);
      // A code works once; React runs effects twice while developing.
      if (code === '' || used.current === code) return;
      used.current = code;
      // Out of the address bar and the history before anything else can see it.
      history.replaceState(history.state, '', location.pathname + location.search);
      mutate({ code });
    };
    exchange();
    window.addEventListener('hashchange', exchange);
    return () => {
      window.removeEventListener('hashchange', exchange);
    };
  }, [mutate]);
  if (session.data?.signedIn === true && login.isIdle && codeFromHash(location.hash) === '')
    return <Navigate to={safeReturn(to)} replace />;
  const words = signInWords(login.isPending, login.error === null ? null : failureOf(login.error));
  return (
    <main id="content" className="relative flex min-h-dvh items-center justify-center overflow-hidden p-5">
      <SignInBackdrop />
      <div className="edge relative w-full max-w-[380px] rounded-dialog border border-line bg-panel p-8">
        <div className="flex items-center gap-2.5">
          <Mark />
          <span className="text-heading">Weir</span>
        </div>
        <h1 className="mt-5 text-title">{words.title}</h1>
        <div aria-live="polite">
          {words.trouble !== '' && (
            <p className="mt-3 flex gap-2 rounded-control tint-crit px-3 py-2">
              <StatusGlyph shape="critical" className="mt-[3px]" />
              {words.trouble}
            </p>
          )}
          <p className="mt-2 text-text-2">{words.sentence}</p>
        </div>
        {words.command !== '' && (
          <pre className="mt-3 rounded-control border border-line bg-raised px-3 py-2.5 text-small whitespace-pre-wrap">
            {words.command}
          </pre>
        )}
      </div>
    </main>
  );
}
