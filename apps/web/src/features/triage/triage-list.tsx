import type { GroupRow } from '@weir/domain/wire/group-row';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { useCallback, useMemo, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { VirtualRows } from '../../ui/virtual-rows.tsx';
import { CALM_CARD_PX, CALM_ROW_PX, CalmCard, CalmRow } from '../groups/calm-row.tsx';
import { GROUP_COLUMNS, WIDE_ONLY } from '../groups/columns.ts';
import { useSparks } from '../../charts/use-sparks.ts';
import { TroubleCard } from './trouble-card.tsx';
import { TroubleRow } from './trouble-row.tsx';
import { useHeldOrder } from './use-held-order.ts';
import { asCell, asColumnHead, asRow, asRowGroup, asTable } from '../../ui/table-roles.ts';

interface TriageListProps {
  readonly conn: string;
  readonly rows: readonly GroupRow[];
}

/** Troubled groups with their sentences, then everything else in one line each. */
export function TriageList({ conn, rows }: TriageListProps) {
  const narrow = useNarrow();
  const { order, sortNow, guard } = useHeldOrder(rows);
  const byKey = useMemo(() => new Map(rows.map((row) => [row.key, row])), [rows]);
  const present = (keys: readonly number[]) => keys.map((key) => byKey.get(key)).filter((row) => row !== undefined);
  const troubled = present(order?.troubled ?? []);
  const rest = present(order?.rest ?? []);
  const [seen, setSeen] = useState({ first: 0, last: 30 });
  const onWindow = useCallback((first: number, last: number) => {
    setSeen({ first, last });
  }, []);
  const sparks = useSparks(
    conn,
    [...troubled, ...(narrow ? [] : rest.slice(seen.first, seen.last + 1))].map((row) => ({
      stream: row.stream,
      group: row.group,
      metric: row.spark,
    })),
  );
  const sparkOf = (row: GroupRow) => sparks.of({ stream: row.stream, group: row.group, metric: row.spark });
  const panel = 'edge rounded-panel border border-line-subtle bg-panel shadow-panel';
  const table = asTable('Groups, worst first', rows.length);
  const Trouble = narrow ? TroubleCard : TroubleRow;
  return (
    <div {...guard} className="min-w-0">
      {order !== null && order.moved > 0 && <Moved count={order.moved} onSort={sortNow} />}
      <div {...(narrow ? {} : table)} className={narrow ? 'flex flex-col gap-3' : panel}>
        {!narrow && <Heads span={sparks.span.words} />}
        {troubled.length > 0 && (
          <div {...(narrow ? {} : asRowGroup)} className={narrow ? 'flex flex-col gap-3' : ''}>
            {troubled.map((row) => (
              <Trouble key={row.key} conn={conn} row={row} spark={sparkOf(row)} />
            ))}
          </div>
        )}
        {rest.length > 0 && (
          <div {...(narrow ? table : { role: 'presentation' })} className={narrow ? panel : ''}>
            {troubled.length > 0 && <RestHead rest={rest} />}
            <VirtualRows
              count={rest.length}
              rowPx={narrow ? CALM_CARD_PX : CALM_ROW_PX}
              keyOf={(index) => rest[index]?.key ?? index}
              onWindow={onWindow}
            >
              {(index) => {
                const row = rest[index];
                if (row === undefined) return null;
                const place = troubled.length + index + 2;
                return narrow ? (
                  <CalmCard conn={conn} row={row} index={place} />
                ) : (
                  <CalmRow conn={conn} row={row} spark={sparkOf(row)} index={place} />
                );
              }}
            </VirtualRows>
          </div>
        )}
      </div>
    </div>
  );
}

function Heads({ span }: { readonly span: string }) {
  const number = 'text-right';
  return (
    <div
      {...asRow}
      className={`${GROUP_COLUMNS} sticky top-0 z-10 h-8 items-center rounded-t-panel border-b border-line-subtle bg-panel text-small text-text-2`}
    >
      <div {...asColumnHead}>
        <span className="sr-only">State</span>
      </div>
      <div {...asColumnHead}>Group</div>
      <div {...asColumnHead} className={number}>
        Unread
      </div>
      <div {...asColumnHead} className={number}>
        Behind
      </div>
      <div {...asColumnHead} className={number}>
        Pending
      </div>
      <div {...asColumnHead} className={`${number} ${WIDE_ONLY}`}>
        In → out /s
      </div>
      <div {...asColumnHead} className={`pl-1.5 ${WIDE_ONLY}`}>
        {span}
      </div>
      <div {...asColumnHead} className={`${number} ${WIDE_ONLY}`}>
        Caught up in
      </div>
    </div>
  );
}

function RestHead({ rest }: { readonly rest: readonly GroupRow[] }) {
  const troubled = rest.some((row) => row.level === 'critical' || row.level === 'warning');
  return (
    <div
      {...asRow}
      className="flex h-[30px] items-center gap-2 border-b border-line-subtle bg-raised px-4 text-small text-text-2 max-sm:rounded-t-panel"
    >
      <div {...asCell} className="flex items-center gap-2">
        <StatusGlyph shape={troubled ? 'warning' : 'healthy'} size={13} />
        Everything else
      </div>
      <div
        {...asCell}
        className="ml-auto text-text-3"
      >{`${formatCount(rest.length)} ${rest.length === 1 ? 'group' : 'groups'}, worst first`}</div>
    </div>
  );
}

function Moved({ count, onSort }: { readonly count: number; readonly onSort: () => void }) {
  return (
    <output className="mb-2 flex items-center gap-3 rounded-control tint-accent px-3 py-1.5 text-small">
      {count === 1 ? '1 row moved' : `${formatCount(count)} rows moved`}, press R to sort
      <Button size="small" data-page-sort="" onClick={onSort} className="ml-auto">
        Sort now
      </Button>
    </output>
  );
}
