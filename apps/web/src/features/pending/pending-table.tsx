import { formatCount } from '@weir/domain/metrics/format-figures';
import type { ConsumerStatus } from '@weir/domain/health/status';
import type { EntryAnswer, PendingAnswer } from '@weir/domain/wire/answers';
import { Fragment, useMemo } from 'react';
import { CONSUMER_SHAPE } from '../../format/status-words.ts';
import { Age } from '../../ui/age.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { EntryFields } from '../entries/entry-fields.tsx';
import { cellText, columnsOf, fieldsLine } from '../entries/entry-fields-view.ts';
import { AddedAt, EntryIdText } from '../entries/entry-id.tsx';
import { OpenButton } from '../entries/open-button.tsx';
import { useNarrow } from '../stream/narrow.ts';
import { PayloadNote } from './payload-note.tsx';
import { PendingCards } from './pending-cards.tsx';
import type { PendingTableProps } from './pending-list.ts';
import { asEntry, deliveriesTone, waitTone } from './pending-view.ts';

/** Pending entries, oldest first; a row opens to the whole entry. */
export function PendingTable(props: PendingTableProps) {
  return useNarrow() ? <PendingCards {...props} /> : <WideTable {...props} />;
}

const HEAD = 'h-8 px-2 text-left text-small font-normal text-text-3 whitespace-nowrap';

function WideTable({ items, health, opened, onOpen }: PendingTableProps) {
  const columns = useMemo(
    () => columnsOf(items.flatMap((item) => (item.fields === undefined ? [] : [{ fields: item.fields }]))).slice(0, 3),
    [items],
  );
  return (
    <div className="drains overflow-x-auto">
      <table className="w-full">
        <caption className="sr-only">Pending entries, the oldest first</caption>
        <thead>
          <tr className="border-b border-line-subtle">
            <th scope="col" className={`${HEAD} pl-4`}>
              ID
            </th>
            <th scope="col" className={HEAD}>
              Added
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              Since delivery
            </th>
            <th scope="col" className={HEAD}>
              Consumer
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              Deliveries
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" translate="no" className={`${HEAD} name max-w-40 truncate last:pr-4`}>
                {column}
              </th>
            ))}
            {columns.length === 0 && (
              <th scope="col" className={`${HEAD} pr-4`}>
                Fields
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <PendingLine
              key={item.id}
              item={item}
              columns={columns}
              health={health.get(item.consumer)}
              open={item.id === opened}
              onToggle={() => {
                onOpen(item.id === opened ? undefined : item.id);
              }}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PendingLineProps {
  readonly item: PendingAnswer;
  readonly columns: readonly string[];
  readonly health: ConsumerStatus | undefined;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function PendingLine({ item, columns, health, open, onToggle }: PendingLineProps) {
  const entry = asEntry(item);
  const width = Math.max(columns.length, 1);
  return (
    <Fragment>
      <tr data-row="" className={`border-b border-line-subtle hover:bg-hover ${open ? 'tint-select' : ''}`}>
        <td className="h-[33px] pl-2 whitespace-nowrap">
          <OpenButton id={item.id} open={open} onToggle={onToggle} />
          <EntryIdText id={item.id} />
        </td>
        <td className="px-2">
          <AddedAt id={item.id} />
        </td>
        <td className={`px-2 text-right ${waitTone(item.idleMs)}`}>
          <Age at={item.deliveredAt} exact />
        </td>
        <td className="max-w-44 px-2">
          <span className="flex items-center gap-1.5">
            {health !== undefined && <StatusGlyph shape={CONSUMER_SHAPE[health]} size={13} label={health} />}
            <span translate="no" className="name truncate">
              {item.consumer === '' ? <span className="text-text-3">nobody</span> : item.consumer}
            </span>
          </span>
        </td>
        <td className="px-2 text-right">
          <span
            className={`inline-block min-w-6 rounded-tag px-1.5 text-center text-small font-strong ${deliveriesTone(item.deliveries)}`}
          >
            {formatCount(item.deliveries)}
          </span>
        </td>
        {entry === undefined ? (
          <td colSpan={width} className="px-2 pr-4">
            <PayloadNote item={item} />
          </td>
        ) : (
          <Values entry={entry} columns={columns} />
        )}
      </tr>
      {open && (
        <tr className="border-b border-line-subtle bg-raised">
          <td colSpan={5 + width}>
            {entry === undefined ? (
              <p className="px-4 py-3 text-text-2">
                <PayloadNote item={item} long />
              </p>
            ) : (
              <EntryFields entry={entry} />
            )}
          </td>
        </tr>
      )}
    </Fragment>
  );
}

function Values({ entry, columns }: { readonly entry: EntryAnswer; readonly columns: readonly string[] }) {
  if (columns.length === 0)
    return (
      <td translate="no" className="name max-w-52 truncate px-2 pr-4 text-text-3">
        {fieldsLine(entry.fields)}
      </td>
    );
  return columns.map((column, index) => (
    <td
      key={column}
      translate="no"
      className={`name max-w-52 truncate px-2 last:pr-4 ${index > 1 ? 'text-text-3' : 'text-text-2'}`}
    >
      {cellText(entry.fields, column)}
    </td>
  ));
}
