import type { ReactNode } from 'react';
import { RowCheckbox } from '../../ui/row-selection.tsx';
import { EntryFields } from './entry-fields.tsx';
import { fieldsLine } from './entry-fields-view.ts';
import { EntryIdText } from './entry-id.tsx';
import type { EntryListProps } from './entry-list.ts';
import { OpenButton } from './open-button.tsx';

interface EntryCardsProps<Item extends { readonly id: string }> extends EntryListProps<Item> {
  /** Beside the id. */
  readonly aside?: (item: Item) => ReactNode;
  /** The line below the id. */
  readonly renderFacts: (item: Item) => ReactNode;
}

/** A list of entries on a phone: one card each. */
export function EntryCards<Item extends { readonly id: string }>(props: EntryCardsProps<Item>) {
  const { caption, items, entryOf, missing, opened, onOpen, selection, aside, renderFacts } = props;
  // Below the id, whatever stands before it.
  const inset = selection === undefined ? 'pl-12' : 'pl-19 touch:pl-23';
  return (
    <ul aria-label={caption} className="drains">
      {items.map((item) => {
        const { id } = item;
        const open = id === opened;
        const entry = entryOf(item);
        const tint = open || selection?.selected.has(id) === true ? 'tint-select' : '';
        return (
          <li key={id} data-row="" className={`border-t border-line-subtle py-2 pr-4 pl-1 ${tint}`}>
            <div className="flex items-center">
              {selection !== undefined && <RowCheckbox id={id} label={`entry ${id}`} selection={selection} />}
              <OpenButton
                id={id}
                open={open}
                onToggle={() => {
                  onOpen(open ? undefined : id);
                }}
              />
              <EntryIdText id={id} />
              {aside !== undefined && <span className="ml-auto">{aside(item)}</span>}
            </div>
            <div className={`flex items-center justify-between gap-2 text-small text-text-3 ${inset}`}>
              {renderFacts(item)}
            </div>
            {!open && (
              <p className={`truncate text-small text-text-3 ${inset}`}>
                {entry === undefined ? (
                  missing(item, false)
                ) : (
                  <span translate="no" className="name">
                    {fieldsLine(entry.fields)}
                  </span>
                )}
              </p>
            )}
            {open && props.renderAbove?.(item)}
            {open && (entry === undefined ? missing(item, true) : <EntryFields entry={entry} />)}
          </li>
        );
      })}
    </ul>
  );
}
