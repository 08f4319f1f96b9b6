import { formatCount } from '@weir/domain/metrics/format-figures';
import { Link2, Link2Off } from 'lucide-react';
import { failureOf } from '../../app/trpc.ts';
import { Button } from '../../ui/button.tsx';
import { useVerify } from './use-audit.ts';

/** Where the record stands in the chain, and whether the chain holds: checked when asked. */
export function ChainFoot({ sequence }: { readonly sequence: number }) {
  const verify = useVerify();
  const broken = verify.data?.intact === false;
  const Icon = broken ? Link2Off : Link2;
  return (
    <footer className="flex items-start gap-2.5 border-t border-line-subtle px-4 py-3 text-small text-text-2">
      <Icon aria-hidden size={14} strokeWidth={1.75} className="mt-0.5 shrink-0 text-text-3" />
      <div className="min-w-0 flex-1" aria-live="polite">
        <p>
          Entry {formatCount(sequence, 'full')} of the chain
          {sequence > 1 ? `, chained to ${formatCount(sequence - 1, 'full')}.` : ', its first.'}
        </p>
        {verify.data?.intact === true && (
          <p className="text-ok">
            Chain intact: {formatCount(verify.data.records, 'full')} entries. Its last hash is{' '}
            <span translate="no" className="name break-all text-text-2">
              {verify.data.lastHash}
            </span>
          </p>
        )}
        {verify.data?.intact === false && (
          <p role="alert" className="text-crit">
            The chain is broken at entry {formatCount(verify.data.firstBad, 'full')}: {verify.data.because}
          </p>
        )}
        {verify.isError && (
          <p role="alert" className="text-crit">
            {failureOf(verify.error).sentence}
          </p>
        )}
      </div>
      <Button
        look="quiet"
        size="small"
        disabled={verify.isFetching}
        onClick={() => {
          void verify.refetch();
        }}
      >
        {verify.isFetching ? 'Verifying' : 'Verify'}
      </Button>
    </footer>
  );
}
