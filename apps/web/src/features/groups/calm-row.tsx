import type { GroupRow } from '@weir/domain/wire/group-row';
import { memo } from 'react';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { GROUP_COLUMNS, GROUP_COLUMNS_CAPTIONED, WIDE_ONLY } from './columns.ts';
import { Behind, CaughtUp, Flow, GroupSpark, NumberCell, Unread } from './group-cells.tsx';
import { GroupName } from './group-name.tsx';
import { asCell, asRow } from '../../ui/table-roles.ts';
import type { SparkPoint } from '../../ui/sparkline-view.ts';

interface CalmRowProps {
  readonly conn: string;
  readonly row: GroupRow;
  readonly spark: readonly SparkPoint[] | undefined;
  /** Place in the whole list, from 1. */
  readonly index: number;
  /** There is room to say beside the small drawing what it draws. */
  readonly captioned?: boolean;
}

export const CALM_ROW_PX = 34;

/** A group in one line. */
export const CalmRow = memo(function CalmRow({ conn, row, spark, index, captioned = false }: CalmRowProps) {
  return (
    <div
      {...asRow}
      aria-rowindex={index}
      data-row=""
      className={`${captioned ? GROUP_COLUMNS_CAPTIONED : GROUP_COLUMNS} relative h-[34px] items-center border-b border-line-subtle hover:bg-hover`}
    >
      <div {...asCell} className="flex">
        <StatusGlyph shape={row.level} size={14} />
      </div>
      <div {...asCell} className="min-w-0 truncate">
        <GroupName conn={conn} row={row} />
      </div>
      <NumberCell>
        <Unread row={row} />
      </NumberCell>
      <NumberCell className="text-text-2">
        <Behind row={row} />
      </NumberCell>
      <NumberCell className="text-text-2">{row.pending.toLocaleString('en-US')}</NumberCell>
      <NumberCell className={`text-text-2 ${WIDE_ONLY}`}>
        <Flow row={row} />
      </NumberCell>
      <div {...asCell} className={`pl-1.5 ${WIDE_ONLY}`}>
        <GroupSpark row={row} points={spark} {...(captioned ? { caption: 'beside' } : {})} />
      </div>
      <NumberCell className={`text-text-2 ${WIDE_ONLY}`}>
        <CaughtUp row={row} />
      </NumberCell>
    </div>
  );
});

export const CALM_CARD_PX = 60;

/** The same on a phone, in two lines. */
export const CalmCard = memo(function CalmCard({ conn, row, index }: Omit<CalmRowProps, 'spark' | 'captioned'>) {
  return (
    <div
      {...asRow}
      aria-rowindex={index}
      data-row=""
      className="relative flex h-[60px] items-center gap-3 border-b border-line-subtle px-4"
    >
      <StatusGlyph shape={row.level} size={16} />
      <div {...asCell} className="min-w-0 flex-1 [&>*]:truncate">
        <GroupName conn={conn} row={row} stacked />
      </div>
      <div {...asCell} className="text-right text-small">
        <span className="block font-semibold">
          <Unread row={row} /> <span className="font-normal text-text-3">unread</span>
        </span>
        <span className="block text-text-2">
          {row.pending.toLocaleString('en-US')} <span className="text-text-3">pending</span>
        </span>
      </div>
    </div>
  );
});
