import { formatCount } from '@weir/domain/metrics/format-figures';
import { ArrowRight } from 'lucide-react';
import { undoMoves, type UndoMove, type UndoPreview } from './undo-view.ts';

interface UndoFiguresProps {
  readonly preview: UndoPreview;
  /** Entries that go back. */
  readonly count: number;
}

/** As it is now and as it will be again: single figures, then who gets how many entries. */
export function UndoFigures({ preview, count }: UndoFiguresProps) {
  const { rows, others } = undoMoves(preview, count);
  const { figures } = preview;
  if (rows.length === 0 && figures.length === 0) return null;
  return (
    <div className="max-h-64 overflow-y-auto rounded-control border border-line-subtle">
      <table className="w-full">
        <caption className="sr-only">What goes back</caption>
        <thead>
          <tr className="border-b border-line-subtle text-left text-small text-text-3">
            <th scope="col" className="h-8 px-3 font-normal">
              Now
            </th>
            <th scope="col" className="h-8 px-3 font-normal">
              As it was
            </th>
            <th scope="col" className="h-8 px-3 text-right font-normal">
              {rows.length === 0 ? <span className="sr-only">What</span> : 'Entries'}
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ what, now, before }) => (
            <tr key={what} className="border-b border-line-subtle last:border-b-0">
              <td translate="no" className="name px-3 py-1.5 break-all text-text-2">
                {now}
              </td>
              <td className="px-3 py-1.5">
                <Arrow />
                <span translate="no" className="name font-strong break-all">
                  {before}
                </span>
              </td>
              <td className="px-3 py-1.5 text-right text-text-3">{what}</td>
            </tr>
          ))}
          {rows.map((row) => (
            <MoveRow key={row.key} row={row} />
          ))}
          {others > 0 && (
            <tr>
              <td colSpan={2} className="px-3 py-1.5 text-text-3">
                others
              </td>
              <td className="px-3 py-1.5 text-right">{formatCount(others, 'full')}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function MoveRow({ row }: { readonly row: UndoMove }) {
  return (
    <tr className="border-b border-line-subtle last:border-b-0">
      <td className="px-3 py-1.5 text-text-2">
        {row.from === null ? (
          'not pending'
        ) : (
          <span translate="no" className="name break-all">
            {row.from === '' ? '(empty name)' : row.from}
          </span>
        )}
      </td>
      <td className="px-3 py-1.5">
        <Arrow />
        <span translate="no" className="name font-strong break-all">
          {row.to === '' ? '(empty name)' : row.to}
        </span>
      </td>
      <td className="px-3 py-1.5 text-right font-strong">{formatCount(row.count, 'full')}</td>
    </tr>
  );
}

function Arrow() {
  return <ArrowRight aria-hidden size={13} strokeWidth={1.75} className="mr-1.5 inline align-[-2px] text-text-3" />;
}
