import { type ReactNode, useCallback, useState } from 'react';
import type { SparkPoint } from '../ui/sparkline-view.ts';
import { asTable } from '../ui/table-roles.ts';
import { useNarrow } from '../ui/use-narrow.ts';
import { VirtualRows } from '../ui/virtual-rows.tsx';
import { type SparkRequest, useSparks } from './use-sparks.ts';

interface SparkTableProps<Row extends { readonly key: number }> {
  readonly conn: string;
  readonly label: string;
  readonly rows: readonly Row[];
  /** What the small drawing of a row draws. */
  readonly sparkOf: (row: Row) => SparkRequest;
  /** `span` = what the small drawings draw, in words. */
  readonly renderHeads: (narrow: boolean, span: string) => ReactNode;
  /** Heights of a line and of a card, px. */
  readonly linePx: number;
  readonly cardPx: number;
  /** `index` is the row's place in the whole table, heads included. */
  readonly renderLine: (row: Row, index: number, spark: readonly SparkPoint[] | undefined) => ReactNode;
  readonly renderCard: (row: Row, index: number) => ReactNode;
}

/** A table of any length with a small drawing in each line; cards on a phone. Only what is on screen is drawn and asked for. */
export function SparkTable<Row extends { readonly key: number }>(props: SparkTableProps<Row>) {
  const { conn, rows, sparkOf } = props;
  const narrow = useNarrow();
  const [seen, setSeen] = useState({ first: 0, last: 30 });
  const onWindow = useCallback((first: number, last: number) => {
    setSeen({ first, last });
  }, []);
  const sparks = useSparks(conn, narrow ? [] : rows.slice(seen.first, seen.last + 1).map(sparkOf));
  return (
    <div
      {...asTable(props.label, rows.length)}
      className="edge rounded-panel border border-line-subtle bg-panel shadow-panel"
    >
      {props.renderHeads(narrow, sparks.span.words)}
      <VirtualRows
        count={rows.length}
        rowPx={narrow ? props.cardPx : props.linePx}
        keyOf={(index) => rows[index]?.key ?? index}
        onWindow={onWindow}
      >
        {(index) => {
          const row = rows[index];
          if (row === undefined) return null;
          return narrow ? props.renderCard(row, index + 2) : props.renderLine(row, index + 2, sparks.of(sparkOf(row)));
        }}
      </VirtualRows>
    </div>
  );
}
