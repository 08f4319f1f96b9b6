import { useQuery } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { IconButton } from '../ui/button.tsx';
import { useTRPC } from './trpc.ts';
import { useSignOut } from './use-sign-out.ts';

/** Foot of the sidebar: who is signed in, sign out, keys. */
export function SignedInAs({ onKeys }: { readonly onKeys: () => void }) {
  const trpc = useTRPC();
  const session = useQuery(trpc.session.get.queryOptions());
  const signOut = useSignOut();
  return (
    <div className="mt-auto flex items-center gap-1 border-t border-line-subtle pt-2 max-lg:flex-col">
      <div className="min-w-0 flex-1 pl-2 max-lg:sr-only">
        <div className="truncate text-small font-strong">{session.data?.actor ?? ''}</div>
        <div className="text-micro text-text-3">
          {roleText(session.data?.role ?? '')}
          {session.data?.readOnly === true ? ', read-only' : ''}
        </div>
      </div>
      <IconButton label="Sign out" onClick={signOut}>
        <LogOut size={15} strokeWidth={1.75} />
      </IconButton>
      <IconButton label="Keys of this page" onClick={onKeys}>
        <span aria-hidden className="rounded-tag border border-line bg-raised px-1.5 text-micro">
          ?
        </span>
      </IconButton>
    </div>
  );
}

function roleText(role: string): string {
  return role.slice(0, 1).toUpperCase() + role.slice(1);
}
