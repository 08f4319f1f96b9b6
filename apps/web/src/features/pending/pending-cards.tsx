import { formatCount } from '@weir/domain/metrics/format-figures';
import { Age } from '../../ui/age.tsx';
import { EntryFields } from '../entries/entry-fields.tsx';
import { fieldsLine } from '../entries/entry-fields-view.ts';
import { EntryIdText } from '../entries/entry-id.tsx';
import { OpenButton } from '../entries/open-button.tsx';
import { PayloadNote } from './payload-note.tsx';
import type { PendingTableProps } from './pending-list.ts';
import { asEntry, deliveriesTone, waitTone } from './pending-view.ts';

/** Pending entries on a phone: one card each. */
export function PendingCards({ items, opened, onOpen }: PendingTableProps) {
  return (
    <ul aria-label="Pending entries, the oldest first" className="drains">
      {items.map((item) => {
        const open = item.id === opened;
        const entry = asEntry(item);
        return (
          <li
            key={item.id}
            data-row=""
            className={`border-t border-line-subtle py-2 pr-4 pl-1 ${open ? 'tint-select' : ''}`}
          >
            <div className="flex items-center">
              <OpenButton
                id={item.id}
                open={open}
                onToggle={() => {
                  onOpen(open ? undefined : item.id);
                }}
              />
              <EntryIdText id={item.id} />
              <span className={`ml-auto ${waitTone(item.idleMs)}`}>
                <Age at={item.deliveredAt} />
              </span>
            </div>
            <div className="flex items-center gap-2 pl-12 text-small text-text-2">
              <span translate="no" className="name min-w-0 truncate">
                {item.consumer === '' ? 'nobody' : item.consumer}
              </span>
              <span className={`ml-auto rounded-tag px-1.5 ${deliveriesTone(item.deliveries)}`}>
                {formatCount(item.deliveries)} {item.deliveries === 1 ? 'delivery' : 'deliveries'}
              </span>
            </div>
            {!open && (
              <p className="truncate pl-12 text-small text-text-3">
                {entry === undefined ? (
                  <PayloadNote item={item} />
                ) : (
                  <span translate="no" className="name">
                    {fieldsLine(entry.fields)}
                  </span>
                )}
              </p>
            )}
            {open && (entry === undefined ? <PayloadNote item={item} long /> : <EntryFields entry={entry} />)}
          </li>
        );
      })}
    </ul>
  );
}
