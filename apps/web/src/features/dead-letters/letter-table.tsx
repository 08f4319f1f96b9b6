import { withoutOrigin } from '@weir/domain/dead-letters/origin-fields';
import { bytesFromReadable } from '@weir/domain/names/readable-name';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { LetterAnswer } from '@weir/domain/wire/dead-letter-answers';
import { NameText } from '../../ui/name-text.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { EntryCards } from '../entries/entry-cards.tsx';
import { EntryGrid } from '../entries/entry-grid.tsx';
import type { EntryListProps, FigureColumn } from '../entries/entry-list.ts';
import { LetterFacts } from './letter-facts.tsx';

type LetterTableProps = Pick<EntryListProps<LetterAnswer>, 'items' | 'opened' | 'onOpen' | 'selection'>;

/** Dead letters, newest first. */
export function LetterTable(props: LetterTableProps) {
  const narrow = useNarrow();
  const list = {
    ...props,
    caption: 'Dead letters, the newest first',
    entryOf: ownFields,
    missing: () => null,
    renderAbove: (item: LetterAnswer) => <LetterFacts item={item} />,
  };
  if (!narrow) return <EntryGrid {...list} before={BEFORE} after={AFTER} mostFields={1} />;
  return (
    <EntryCards
      {...list}
      aside={deliveries}
      renderFacts={(item) => (
        <span className="min-w-0 truncate">
          {reason(item)} <span className="text-text-3">· {from(item)}</span>
        </span>
      )}
    />
  );
}

/** The entry as it was: what Weir added stands above it, in words. */
function ownFields(item: LetterAnswer): LetterAnswer {
  const fields = withoutOrigin(item.fields);
  if (fields.length === item.fields.length) return item;
  const added = item.fields.slice(fields.length).flat();
  const bytes = added.reduce((sum, text) => sum + (bytesFromReadable(text)?.length ?? 0), 0);
  return { ...item, fields, sizeBytes: item.sizeBytes - bytes };
}

const BEFORE: readonly FigureColumn<LetterAnswer>[] = [
  { head: 'From', align: 'left', cell: from, className: 'max-w-48 truncate' },
];
const AFTER: readonly FigureColumn<LetterAnswer>[] = [
  { head: 'Reason', align: 'left', cell: reason, className: 'max-w-72 truncate' },
  { head: 'Deliveries', align: 'right', cell: deliveries },
];

function from({ letter }: LetterAnswer) {
  if (letter.group !== null) return <NameText text={letter.group} />;
  if (letter.origin !== null) return <NameText text={letter.origin} />;
  return <span className="text-text-3">not known</span>;
}

function reason({ letter }: LetterAnswer) {
  if (letter.error === null) return <span className="text-text-3">not given</span>;
  return <span translate="no">{letter.error}</span>;
}

function deliveries({ letter }: LetterAnswer) {
  if (letter.deliveries === null) return <span className="text-text-3">not known</span>;
  return formatCount(letter.deliveries);
}
