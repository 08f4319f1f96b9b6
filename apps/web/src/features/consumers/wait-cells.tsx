import { Link } from '@tanstack/react-router';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { ConsumerAnswer } from '@weir/domain/wire/answers';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { usePictureKind } from '../../live/picture-state.tsx';
import { notCountedWords, waitCells } from './consumers-view.ts';

interface WaitCellsProps {
  readonly conn: string;
  readonly row: GroupRow;
  readonly item: ConsumerAnswer;
  readonly edgesMs: readonly number[];
}

/** Six cells of one consumer; one with entries leads to them in the pending list. */
export function WaitCells({ conn, row, item, edgesMs }: WaitCellsProps) {
  const kind = usePictureKind();
  const cells = waitCells(item, edgesMs);
  if (cells === null)
    return (
      <td colSpan={edgesMs.length + 1} className="px-2 text-center text-small text-text-3">
        {item.pending === 0 ? '' : notCountedWords(kind)}
      </td>
    );
  return cells.map((cell) => (
    <td key={cell.name} className="px-0.5 last:pr-4">
      {cell.count === 0 ? (
        <span className="block h-6 rounded-tag bg-raised" />
      ) : (
        <Link
          to="/c/$conn/s/$stream/g/$group/pending"
          params={{ conn, stream: row.stream, group: row.group }}
          search={{ consumer: item.consumer, idle: cell.idle }}
          aria-label={`${formatCount(cell.count, 'full')} entries of ${item.consumer} delivered ${cell.name} ago`}
          style={{
            backgroundColor: `color-mix(in oklab, var(--h${cell.heat}) ${cell.heat > 1 ? 50 : 30}%, var(--panel))`,
          }}
          className="flex h-6 items-center justify-center rounded-tag text-small font-semibold text-text hover:outline-2 hover:outline-accent"
        >
          {formatCount(cell.count)}
        </Link>
      )}
    </td>
  ));
}
