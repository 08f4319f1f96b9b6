import { formatBytes } from '@weir/domain/metrics/format-figures';
import { EntryFields } from './entry-fields.tsx';
import { fieldsLine } from './entry-fields-view.ts';
import { AddedAt, EntryIdText } from './entry-id.tsx';
import type { EntryTableProps } from './entry-list.ts';
import { OpenButton } from './open-button.tsx';

/** Entries on a phone: one card each. */
export function EntryCards({ caption, entries, opened, onOpen }: EntryTableProps) {
  return (
    <ul aria-label={caption}>
      {entries.map((entry) => {
        const open = entry.id === opened;
        return (
          <li
            key={entry.id}
            data-row=""
            className={`border-t border-line-subtle py-2 pr-4 pl-1 ${open ? 'tint-select' : ''}`}
          >
            <div className="flex items-center">
              <OpenButton
                id={entry.id}
                open={open}
                onToggle={() => {
                  onOpen(open ? undefined : entry.id);
                }}
              />
              <EntryIdText id={entry.id} />
            </div>
            <div className="flex justify-between pl-12 text-small text-text-3">
              <AddedAt id={entry.id} />
              <span>{formatBytes(entry.sizeBytes)}</span>
            </div>
            {!open && (
              <p translate="no" className="name truncate pl-12 text-text-3">
                {fieldsLine(entry.fields)}
              </p>
            )}
            {open && <EntryFields entry={entry} />}
          </li>
        );
      })}
    </ul>
  );
}
