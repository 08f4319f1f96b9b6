import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { asColumnHead, asRow } from './table-roles.ts';

/** "-unread": descending by unread. */
export interface Sort<Column extends string> {
  readonly column: Column;
  readonly down: boolean;
}

export function parseSort<Column extends string>(
  text: string | undefined,
  columns: readonly Column[],
  otherwise: Sort<Column>,
): Sort<Column> {
  if (text === undefined) return otherwise;
  const down = text.startsWith('-');
  const column = columns.find((candidate) => candidate === text.slice(down ? 1 : 0));
  return column === undefined ? otherwise : { column, down };
}

export function sortText<Column extends string>({ column, down }: Sort<Column>): string {
  return (down ? '-' : '') + column;
}

interface SortHeadProps<Column extends string> {
  readonly column: Column;
  readonly sort: Sort<Column>;
  readonly onSort: (sort: Sort<Column>) => void;
  /** Which way the first press sorts: figures from the largest down. */
  readonly firstDown?: boolean;
  readonly align?: 'left' | 'right';
  readonly className?: string;
  readonly children: ReactNode;
}

/** Head of a column that sorts; the second press turns the order around. */
export function SortHead<Column extends string>({
  column,
  sort,
  onSort,
  firstDown = true,
  align = 'right',
  className = '',
  children,
}: SortHeadProps<Column>) {
  const on = sort.column === column;
  const Icon = sort.down ? ArrowDown : ArrowUp;
  return (
    <div
      {...asColumnHead}
      aria-sort={on ? (sort.down ? 'descending' : 'ascending') : 'none'}
      className={`flex ${align === 'right' ? 'justify-end' : ''} ${className}`}
    >
      <button
        type="button"
        onClick={() => {
          onSort({ column, down: on ? !sort.down : firstDown });
        }}
        className={`flex min-h-6 items-center gap-1 rounded-tag whitespace-nowrap hover:text-text ${on ? 'font-strong text-text' : ''}`}
      >
        {children}
        {on && <Icon aria-hidden size={12} strokeWidth={1.75} />}
      </button>
    </div>
  );
}

interface SortHeadsProps {
  /** As the lines below have them; absent on a phone, where the heads stand side by side. */
  readonly columns?: string;
  readonly children: ReactNode;
}

/** The heads above a table of lines; they stay in sight. */
export function SortHeads({ columns = 'flex gap-4 px-4 touch:h-11', children }: SortHeadsProps) {
  return (
    <div
      {...asRow}
      className={`sticky top-0 z-10 h-8 items-center rounded-t-panel border-b border-line-subtle bg-panel text-small text-text-2 ${columns}`}
    >
      {children}
    </div>
  );
}
