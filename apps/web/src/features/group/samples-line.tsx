import type { SamplesUsed } from '@weir/domain/health/samples-used';
import { Clock } from '../../ui/age.tsx';

/** What a finding was taken from, small below it. */
export function SamplesLine({ samples }: { readonly samples: SamplesUsed }) {
  const { source, count, from, to } = samples;
  return (
    <span className="block text-micro text-text-3">
      {source}: {count === 1 ? 'the poll of ' : `${count.toLocaleString('en-US')} polls, `}
      {count > 1 && (
        <>
          <Clock at={from} /> to{' '}
        </>
      )}
      <Clock at={to} />
    </span>
  );
}
