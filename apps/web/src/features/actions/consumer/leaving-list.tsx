import { formatCount } from '@weir/domain/metrics/format-figures';
import type { ConsumerAnswer } from '@weir/domain/wire/answers';
import { CONSUMER_SHAPE, CONSUMER_WORD } from '../../../format/status-words.ts';
import { Age } from '../../../ui/age.tsx';
import { QuotedName } from '../../../ui/quoted-name.tsx';
import { StatusGlyph } from '../../../ui/status-glyph.tsx';

interface LeavingListProps {
  readonly names: readonly string[];
  readonly items: readonly ConsumerAnswer[];
}

const SHOWN = 12;

/** Who is to go, with how they are now. */
export function LeavingList({ names, items }: LeavingListProps) {
  return (
    <table className="w-full">
      <caption className="sr-only">Consumers to be removed</caption>
      <thead>
        <tr className="border-b border-line-subtle text-small text-text-3">
          <th scope="col" className="h-7 text-left font-normal">
            Consumer
          </th>
          <th scope="col" className="h-7 px-2 text-right font-normal">
            Last call
          </th>
          <th scope="col" className="h-7 text-right font-normal">
            Pending
          </th>
        </tr>
      </thead>
      <tbody>
        {names.slice(0, SHOWN).map((name) => (
          <Leaving key={name} name={name} item={items.find(({ consumer }) => consumer === name)} />
        ))}
        {names.length > SHOWN && (
          <tr>
            <td colSpan={3} className="h-7 text-small text-text-3">
              and {names.length - SHOWN} more
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Leaving({ name, item }: { readonly name: string; readonly item: ConsumerAnswer | undefined }) {
  return (
    <tr className="border-b border-line-subtle last:border-b-0">
      <th scope="row" className="h-8 max-w-48 text-left font-normal">
        <span className="flex min-w-0 items-center gap-2">
          {item !== undefined && (
            <StatusGlyph shape={CONSUMER_SHAPE[item.health]} size={14} label={CONSUMER_WORD[item.health]} />
          )}
          <QuotedName text={name} />
        </span>
      </th>
      <td className="h-8 px-2 text-right whitespace-nowrap text-text-2">
        {item === undefined ? 'not listed' : <Age at={item.lastCallAt} after="ago" />}
      </td>
      <td className="h-8 text-right font-strong">{item === undefined ? '' : formatCount(item.pending, 'full')}</td>
    </tr>
  );
}
