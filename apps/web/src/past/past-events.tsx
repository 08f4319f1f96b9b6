import { useQuery } from '@tanstack/react-query';
import { formatCount } from '@weir/domain/metrics/format-figures';
import { useTRPC } from '../app/trpc.ts';
import { Clock } from '../ui/age.tsx';
import { SentenceText } from '../ui/sentence.tsx';
import { StatusGlyph } from '../ui/status-glyph.tsx';
import { eventShape, withoutEchoes } from '../features/triage/event-view.ts';

interface PastEventsProps {
  readonly conn: string;
  /** The moment shown. */
  readonly from: number;
  readonly onMove: (at: number, replace?: boolean) => void;
}

const LISTED = 100;

/** What happened between then and now, oldest first: each leads to its moment. */
export function PastEvents({ conn, from, onMove }: PastEventsProps) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.events.list.queryOptions({ connection: conn, from: from + 1, limit: LISTED }, { staleTime: 10_000 }),
  );
  if (query.data === undefined) return null;
  const items = withoutEchoes(query.data.items);
  const more = query.data.nextCursor !== null;
  if (items.length === 0) return <p className="pt-1 text-small text-text-3">Nothing has changed since then.</p>;
  return (
    <details className="pt-1">
      <summary className="text-small text-text-2 hover:text-text">
        {more ? `More than ${formatCount(items.length)}` : formatCount(items.length)}{' '}
        {items.length === 1 ? 'event' : 'events'} since then
      </summary>
      <ol className="max-h-60 overflow-y-auto pt-1">
        {more && <li className="text-small text-text-3">The newest {formatCount(items.length)}:</li>}
        {items.toReversed().map((event) => (
          <li key={event.id}>
            <button
              type="button"
              onClick={() => {
                onMove(event.at, false);
              }}
              className="grid w-full grid-cols-[58px_14px_minmax(0,1fr)] items-center gap-x-2 rounded-control py-0.5 text-left hover:bg-hover"
            >
              <span className="text-small text-text-3">
                <Clock at={event.at} />
              </span>
              <StatusGlyph shape={eventShape(event)} size={13} />
              <span className="min-w-0 truncate text-small">
                <SentenceText parts={event.title} saidAt={event.at} />
                {event.detail.length > 0 && (
                  <span className="text-text-3">
                    {' '}
                    <SentenceText parts={event.detail} saidAt={event.at} />
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </details>
  );
}
