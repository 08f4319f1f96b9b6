import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../../app/trpc.ts';

/** What kind of Redis a change goes to, in every dialog that changes something. */
export function ProdMark({ conn }: { readonly conn: string }) {
  const trpc = useTRPC();
  const connections = useQuery(trpc.connections.list.queryOptions());
  const kind = connections.data?.items.find(({ id }) => id === conn)?.kind ?? '';
  if (kind === '' || kind === 'other') return null;
  if (kind.toLowerCase() === 'prod')
    return <span className="rounded-tag bg-text px-1.5 text-micro font-semibold text-canvas">PROD</span>;
  return <span className="rounded-tag border border-line px-1.5 text-micro text-text-2">{kind}</span>;
}
