import { Link } from '@tanstack/react-router';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { ConsumerAnswer } from '@weir/domain/wire/answers';
import { CONSUMER_SHAPE, CONSUMER_WORD, LEVEL_TEXT } from '../../format/status-words.ts';
import { Age } from '../../ui/age.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { cellName } from '../pending/idle-range.ts';
import type { ConsumerRowsProps } from './consumer-rows.ts';
import { tellsLastWork } from './consumers-view.ts';
import { ConsumerMenu } from './consumer-menu.tsx';
import { WaitCells } from './wait-cells.tsx';
import { NameText } from '../../ui/name-text.tsx';

const HEAD = 'h-8 px-2 text-small font-normal text-text-3 whitespace-nowrap';

/** Consumers with the matrix of what they hold; its cells lead to the pending list. */
export function ConsumerTable({ conn, row, items, edgesMs }: ConsumerRowsProps) {
  const lastWork = tellsLastWork(items);
  return (
    <div className="drains overflow-x-auto pb-1">
      <table className="w-full">
        <caption className="sr-only">Consumers of {row.group} and their pending entries by time since delivery</caption>
        <thead>
          <tr className="border-b border-line-subtle">
            <th scope="col" className={`${HEAD} pl-4 text-left`}>
              Name
            </th>
            <th scope="col" className={`${HEAD} text-left`}>
              Health
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              Last call
            </th>
            {lastWork && (
              <th scope="col" className={`${HEAD} text-right max-lg:hidden`}>
                Last got work
              </th>
            )}
            <th scope="col" className={`${HEAD} text-right`}>
              Pending
            </th>
            {Array.from({ length: edgesMs.length + 1 }, (_, cell) => (
              <th
                key={cellName(cell, edgesMs)}
                scope="col"
                className="h-8 w-15 min-w-15 px-0.5 text-center text-micro font-normal whitespace-nowrap text-text-3 last:w-18 last:min-w-18 last:pr-4"
              >
                {cellName(cell, edgesMs)}
              </th>
            ))}
            <th scope="col" className="w-11">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <ConsumerLine key={item.consumer} conn={conn} row={row} item={item} edgesMs={edgesMs} lastWork={lastWork} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type ConsumerLineProps = Omit<ConsumerRowsProps, 'items'> & {
  readonly item: ConsumerAnswer;
  readonly lastWork: boolean;
};

function ConsumerLine({ conn, row, item, edgesMs, lastWork }: ConsumerLineProps) {
  const troubled = item.level === 'critical' || item.level === 'warning';
  const { stream, group } = row;
  return (
    <tr data-row="" className="border-b border-line-subtle last:border-b-0 hover:bg-hover">
      <th scope="row" className="h-[33px] max-w-56 pl-4 text-left font-normal">
        <span className="flex items-center gap-2">
          <StatusGlyph shape={CONSUMER_SHAPE[item.health]} />
          <Link
            data-row-link=""
            to="/c/$conn/s/$stream/g/$group/pending"
            params={{ conn, stream, group }}
            search={{ consumer: item.consumer }}
            translate="no"
            className="name truncate font-strong hover:underline"
          >
            <NameText text={item.consumer} />
          </Link>
        </span>
      </th>
      <td className="px-2 whitespace-nowrap">
        <span className={troubled ? `font-strong ${LEVEL_TEXT[item.level]}` : 'text-text-2'}>
          {CONSUMER_WORD[item.health]}
        </span>
        <span className="pl-2 text-text-3">{item.reason}</span>
      </td>
      <td className={`px-2 text-right ${item.health === 'dead' ? 'font-strong text-crit' : 'text-text-2'}`}>
        <Age at={item.lastCallAt} exact />
      </td>
      {lastWork && (
        <td className="px-2 text-right text-text-2 max-lg:hidden">
          <LastWork item={item} />
        </td>
      )}
      <td className="px-2 text-right font-strong">{formatCount(item.pending)}</td>
      <WaitCells conn={conn} row={row} item={item} edgesMs={edgesMs} />
      <td className="pr-3 text-right">
        <ConsumerMenu item={item} />
      </td>
    </tr>
  );
}

function LastWork({ item }: { readonly item: ConsumerAnswer }) {
  if (!item.lastGotWorkAt.known) return <span data-tip={`Unknown: ${item.lastGotWorkAt.because}.`}>unknown</span>;
  return item.lastGotWorkAt.value === null ? <>never</> : <Age at={item.lastGotWorkAt.value} exact />;
}
