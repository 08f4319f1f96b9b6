import type { EntryAnswer } from '@weir/domain/wire/answers';
import { Fragment, useMemo } from 'react';
import { RowCheckbox } from '../../ui/row-selection.tsx';
import { EntryFields } from './entry-fields.tsx';
import { cellText, columnsOf, fieldsLine } from './entry-fields-view.ts';
import { AddedAt, EntryIdText } from './entry-id.tsx';
import type { EntryListProps, FigureColumn } from './entry-list.ts';
import { OpenButton } from './open-button.tsx';

interface EntryGridProps<Item extends { readonly id: string }> extends EntryListProps<Item> {
  /** Between the time and the fields. */
  readonly before?: readonly FigureColumn<Item>[];
  /** Behind the fields. */
  readonly after?: readonly FigureColumn<Item>[];
  /** Columns for fields at most; the rest is in the opened row. */
  readonly mostFields?: number;
}

const HEAD = 'h-8 px-2 text-small font-normal text-text-3 whitespace-nowrap last:pr-4';
const ALIGN = { left: 'text-left', right: 'text-right' } as const;

/** The wide form of a list of entries: the fields most of them have as columns, and a row that opens. */
export function EntryGrid<Item extends { readonly id: string }>(props: EntryGridProps<Item>) {
  const { caption, items, entryOf, opened, onOpen, selection, before = [], after = [], mostFields } = props;
  const fields = useMemo(
    () => columnsOf(items.flatMap((item) => entryOf(item) ?? [])).slice(0, mostFields),
    [items, entryOf, mostFields],
  );
  const width = before.length + Math.max(fields.length, 1) + after.length + (selection === undefined ? 2 : 3);
  return (
    <div className="drains overflow-x-auto">
      <table className="w-full">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line-subtle">
            {selection !== undefined && (
              <th scope="col" className="w-8 pl-2">
                <span className="sr-only">Selected</span>
              </th>
            )}
            <th scope="col" className={`${HEAD} pl-4 text-left`}>
              ID
            </th>
            <th scope="col" className={`${HEAD} text-left`}>
              Added
            </th>
            {before.map((column) => (
              <FigureHead key={column.head} {...column} />
            ))}
            {fields.map((field) => (
              <th key={field} scope="col" translate="no" className={`${HEAD} name max-w-40 truncate text-left`}>
                {field}
              </th>
            ))}
            {fields.length === 0 && (
              <th scope="col" className={`${HEAD} text-left`}>
                Fields
              </th>
            )}
            {after.map((column) => (
              <FigureHead key={column.head} {...column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const { id } = item;
            const open = id === opened;
            const entry = entryOf(item);
            const tint = open || selection?.selected.has(id) === true ? 'tint-select' : '';
            return (
              <Fragment key={id}>
                <tr data-row="" className={`border-b border-line-subtle hover:bg-hover ${tint}`}>
                  {selection !== undefined && (
                    <td className="pl-2">
                      <RowCheckbox id={id} label={`entry ${id}`} selection={selection} />
                    </td>
                  )}
                  <td className="h-[33px] pl-2 whitespace-nowrap">
                    <OpenButton
                      id={id}
                      open={open}
                      onToggle={() => {
                        onOpen(open ? undefined : id);
                      }}
                    />
                    <EntryIdText id={id} />
                  </td>
                  <td className="px-2">
                    <AddedAt id={id} />
                  </td>
                  <FigureCells item={item} columns={before} />
                  {entry === undefined ? (
                    <td colSpan={Math.max(fields.length, 1)} className="px-2 last:pr-4">
                      {props.missing(item, false)}
                    </td>
                  ) : (
                    <Values entry={entry} fields={fields} />
                  )}
                  <FigureCells item={item} columns={after} />
                </tr>
                {open && (
                  <tr className="border-b border-line-subtle bg-raised">
                    <td colSpan={width}>
                      {entry === undefined ? (
                        <p className="px-4 py-3 text-text-2">{props.missing(item, true)}</p>
                      ) : (
                        <>
                          {props.renderAbove?.(item)}
                          <EntryFields entry={entry} />
                        </>
                      )}
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function FigureHead({ head, align }: { readonly head: string; readonly align: 'left' | 'right' }) {
  return (
    <th scope="col" className={`${HEAD} ${ALIGN[align]}`}>
      {head}
    </th>
  );
}

interface FigureCellsProps<Item> {
  readonly item: Item;
  readonly columns: readonly FigureColumn<Item>[];
}

function FigureCells<Item>({ item, columns }: FigureCellsProps<Item>) {
  return columns.map(({ head, align, cell, className = '' }) => (
    <td key={head} className={`px-2 last:pr-4 ${ALIGN[align]} ${className}`}>
      {cell(item)}
    </td>
  ));
}

function Values({ entry, fields }: { readonly entry: EntryAnswer; readonly fields: readonly string[] }) {
  if (fields.length === 0)
    return (
      <td translate="no" className="name max-w-56 truncate px-2 text-text-3 last:pr-4">
        {fieldsLine(entry.fields)}
      </td>
    );
  return fields.map((field, index) => (
    <td
      key={field}
      translate="no"
      className={`name max-w-56 truncate px-2 last:pr-4 ${index > 1 ? 'text-text-3' : 'text-text-2'}`}
    >
      {cellText(entry.fields, field)}
    </td>
  ));
}
