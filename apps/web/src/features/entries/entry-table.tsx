import { formatBytes } from '@weir/domain/metrics/format-figures';
import type { EntryAnswer } from '@weir/domain/wire/answers';
import { Fragment, useMemo } from 'react';
import { useNarrow } from '../stream/narrow.ts';
import { EntryCards } from './entry-cards.tsx';
import { EntryFields } from './entry-fields.tsx';
import { cellText, columnsOf, fieldsLine } from './entry-fields-view.ts';
import { AddedAt, EntryIdText } from './entry-id.tsx';
import type { EntryTableProps } from './entry-list.ts';
import { OpenButton } from './open-button.tsx';

/** Entries with the fields most of them have as columns; a row opens to the whole entry. */
export function EntryTable(props: EntryTableProps) {
  return useNarrow() ? <EntryCards {...props} /> : <WideTable {...props} />;
}

const HEAD = 'h-8 px-2 text-left text-small font-normal text-text-3 whitespace-nowrap';

function WideTable({ caption, entries, opened, onOpen }: EntryTableProps) {
  const columns = useMemo(() => columnsOf(entries), [entries]);
  return (
    <div className="overflow-x-auto">
      <table className="w-full">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line-subtle">
            <th scope="col" className={`${HEAD} pl-4`}>
              ID
            </th>
            <th scope="col" className={HEAD}>
              Added
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" translate="no" className={`${HEAD} name max-w-40 truncate`}>
                {column}
              </th>
            ))}
            {columns.length === 0 && (
              <th scope="col" className={HEAD}>
                Fields
              </th>
            )}
            <th scope="col" className={`${HEAD} pr-4 text-right`}>
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <EntryRow
              key={entry.id}
              entry={entry}
              columns={columns}
              open={entry.id === opened}
              onToggle={() => {
                onOpen(entry.id === opened ? undefined : entry.id);
              }}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface EntryRowProps {
  readonly entry: EntryAnswer;
  readonly columns: readonly string[];
  readonly open: boolean;
  readonly onToggle: () => void;
}

function EntryRow({ entry, columns, open, onToggle }: EntryRowProps) {
  return (
    <Fragment>
      <tr data-row="" className={`border-b border-line-subtle hover:bg-hover ${open ? 'tint-select' : ''}`}>
        <td className="h-9 pl-2 whitespace-nowrap">
          <OpenButton id={entry.id} open={open} onToggle={onToggle} />
          <EntryIdText id={entry.id} />
        </td>
        <td className="px-2">
          <AddedAt id={entry.id} />
        </td>
        {columns.map((column, index) => (
          <ValueCell key={column} text={cellText(entry.fields, column)} quiet={index > 1} />
        ))}
        {columns.length === 0 && <ValueCell text={fieldsLine(entry.fields)} quiet />}
        <td className="pr-4 pl-2 text-right whitespace-nowrap text-text-2">{formatBytes(entry.sizeBytes)}</td>
      </tr>
      {open && (
        <tr className="border-b border-line-subtle bg-raised">
          <td colSpan={Math.max(columns.length, 1) + 3}>
            <EntryFields entry={entry} />
          </td>
        </tr>
      )}
    </Fragment>
  );
}

function ValueCell({ text, quiet }: { readonly text: string | undefined; readonly quiet: boolean }) {
  return (
    <td translate="no" className={`name max-w-56 truncate px-2 ${quiet ? 'text-text-3' : 'text-text-2'}`}>
      {text}
    </td>
  );
}
