import { formatBytes, formatCount } from '@weir/domain/metrics/format-figures';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import { useSummary } from '../../live/use-live.ts';
import { Age } from '../../ui/age.tsx';
import { UnknownTag } from '../../ui/unknown-tag.tsx';
import { StreamActions } from '../actions/stream-actions.tsx';
import { Figure, ObjectHead } from './object-head.tsx';
import { memoryShare, streamBadge } from './stream-view.ts';

/** Head of a stream's page. `about`, because MEMORY USAGE looks at a sample of the entries. */
export function StreamHead({ conn, row }: { readonly conn: string; readonly row: StreamRow }) {
  const share = memoryShare(row, useSummary());
  return (
    <ObjectHead name={row.stream} badge={streamBadge(row)} actions={<StreamActions conn={conn} row={row} />}>
      <span>
        <Figure>{formatCount(row.length, 'full')}</Figure> {row.length === 1 ? 'entry' : 'entries'}
      </span>
      {row.memoryBytes === null ? (
        <span>
          memory <UnknownTag because={row.memoryBecause} />
        </span>
      ) : (
        <span>
          about <Figure>{formatBytes(row.memoryBytes)}</Figure>
          {share === '' ? '' : `, ${share}`}
        </span>
      )}
      <Cover row={row} />
    </ObjectHead>
  );
}

function Cover({ row }: { readonly row: StreamRow }) {
  if (row.length === 0) return <span>holds nothing now</span>;
  if (row.firstAt === null || row.lastAt === null) return <span>ages are not known from these IDs</span>;
  return (
    <span>
      covers the last{' '}
      <Figure>
        <Age at={row.firstAt} />
      </Figure>
      , last entry{' '}
      <Figure>
        <Age at={row.lastAt} />
      </Figure>{' '}
      ago
    </span>
  );
}
