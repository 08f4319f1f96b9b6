import type { ConsumerStatus } from '@weir/domain/health/status';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { PendingAnswer } from '@weir/domain/wire/answers';
import { CONSUMER_SHAPE } from '../../format/status-words.ts';
import { Age } from '../../ui/age.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { EntryCards } from '../entries/entry-cards.tsx';
import { EntryGrid } from '../entries/entry-grid.tsx';
import type { EntryListProps, FigureColumn } from '../entries/entry-list.ts';
import { PayloadNote } from './payload-note.tsx';
import { asEntry, deliveriesTone, waitTone } from './pending-view.ts';
import { NameText } from '../../ui/name-text.tsx';

type PendingTableProps = Pick<EntryListProps<PendingAnswer>, 'items' | 'opened' | 'onOpen' | 'selection'> & {
  readonly health: ReadonlyMap<string, ConsumerStatus>;
};

/** As many as fit beside the figures of a pending entry. */
const MOST_FIELDS = 3;

/** Pending entries, oldest first. */
export function PendingTable({ health, ...rest }: PendingTableProps) {
  const narrow = useNarrow();
  const list = { ...rest, caption: 'Pending entries, the oldest first', entryOf: asEntry, missing };
  if (!narrow) return <EntryGrid {...list} before={figuresWith(health)} mostFields={MOST_FIELDS} />;
  return (
    <EntryCards
      {...list}
      aside={sinceDelivery}
      renderFacts={(item) => (
        <>
          <Holder item={item} health={health.get(item.consumer)} />
          <Deliveries item={item} word />
        </>
      )}
    />
  );
}

function figuresWith(health: PendingTableProps['health']): readonly FigureColumn<PendingAnswer>[] {
  return [
    { head: 'Since delivery', align: 'right', cell: sinceDelivery },
    {
      head: 'Consumer',
      align: 'left',
      cell: (item) => <Holder item={item} health={health.get(item.consumer)} />,
      className: 'max-w-44',
    },
    { head: 'Deliveries', align: 'right', cell: (item) => <Deliveries item={item} /> },
  ];
}

function sinceDelivery(item: PendingAnswer) {
  return (
    <span className={waitTone(item.idleMs)}>
      <Age at={item.deliveredAt} exact />
    </span>
  );
}

interface HolderProps {
  readonly item: PendingAnswer;
  readonly health: ConsumerStatus | undefined;
}

function Holder({ item, health }: HolderProps) {
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-text-2">
      {health !== undefined && <StatusGlyph shape={CONSUMER_SHAPE[health]} size={13} label={health} />}
      <span translate="no" className="name truncate">
        {item.consumer === '' ? <span className="text-text-3">nobody</span> : <NameText text={item.consumer} />}
      </span>
    </span>
  );
}

function Deliveries({ item, word = false }: { readonly item: PendingAnswer; readonly word?: boolean }) {
  return (
    <span
      className={`inline-block min-w-6 rounded-tag px-1.5 text-center text-small font-strong whitespace-nowrap ${deliveriesTone(item.deliveries)}`}
    >
      {formatCount(item.deliveries)}
      {word && (item.deliveries === 1 ? ' delivery' : ' deliveries')}
    </span>
  );
}

function missing(item: PendingAnswer, long: boolean) {
  return <PayloadNote item={item} long={long} />;
}
