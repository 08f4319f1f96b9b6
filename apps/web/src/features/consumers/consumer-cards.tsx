import { Link } from '@tanstack/react-router';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { CONSUMER_SHAPE, CONSUMER_WORD, LEVEL_TEXT } from '../../format/status-words.ts';
import { Age } from '../../ui/age.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { ConsumerMenu } from './consumer-menu.tsx';
import type { ConsumerRowsProps } from './consumer-rows.ts';
import { NameText } from '../../ui/name-text.tsx';

/** Consumers on a phone: a card each that leads to what the consumer holds. */
export function ConsumerCards({ conn, row, items }: ConsumerRowsProps) {
  const { stream, group } = row;
  return (
    <ul className="drains">
      {items.map((item) => (
        <li key={item.consumer} data-row="" className="flex items-center border-t border-line-subtle pr-2">
          <Link
            data-row-link=""
            to="/c/$conn/s/$stream/g/$group/pending"
            params={{ conn, stream, group }}
            search={{ consumer: item.consumer }}
            className="flex min-h-14 min-w-0 flex-1 items-center gap-3 px-4 py-2 hover:bg-hover"
          >
            <StatusGlyph shape={CONSUMER_SHAPE[item.health]} size={16} />
            <span className="min-w-0 flex-1">
              <span translate="no" className="name block truncate font-strong">
                <NameText text={item.consumer} />
              </span>
              <span className={`block text-small ${LEVEL_TEXT[item.level]}`}>
                {CONSUMER_WORD[item.health]}
                {item.reason === '' ? (
                  <>
                    , last call <Age at={item.lastCallAt} after="ago" />
                  </>
                ) : (
                  `. ${item.reason}`
                )}
              </span>
            </span>
            <span className="text-heading">
              {formatCount(item.pending)}
              <span className="sr-only"> pending</span>
            </span>
          </Link>
          <ConsumerMenu item={item} />
        </li>
      ))}
    </ul>
  );
}
