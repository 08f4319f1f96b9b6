import { UnknownTag } from '../../../ui/unknown-tag.tsx';
import type { MoveFact } from './move-view.ts';

interface FactStripProps {
  readonly facts: readonly MoveFact[];
  /** They are of an earlier question. */
  readonly dim: boolean;
}

/** What a change means, in a few figures side by side. */
export function FactStrip({ facts, dim }: FactStripProps) {
  return (
    <dl
      className={`grid grid-cols-2 gap-px overflow-hidden rounded-control border border-line-subtle bg-line-subtle sm:grid-cols-4 ${dim ? 'text-text-3' : ''}`}
    >
      {facts.map(({ name, value, unknown }) => (
        <div key={name} className="bg-overlay px-3 py-2">
          <dt className="text-small text-text-2">{name}</dt>
          <dd className="font-semibold break-words">
            {unknown === undefined ? value : <UnknownTag because={unknown} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
