import { Link } from '@tanstack/react-router';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import { memo } from 'react';
import { Clock } from '../../ui/age.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SentenceText } from '../../ui/sentence.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { DayClock } from '../jobs/day-clock.tsx';
import { eventShape } from './event-view.ts';

const SHOWN = 40;

/** What Weir saw happen, newest first; each leads to its object. */
export function EventList({ conn, events }: { readonly conn: string; readonly events: readonly WeirEvent[] }) {
  return (
    <Panel
      title="What changed"
      flush
      className="flex max-h-[calc(100dvh-96px)] flex-col overflow-hidden lg:sticky lg:top-4"
    >
      {events.length === 0 ? (
        <p className="px-4 pb-4 text-text-2">Nothing has changed since Weir began to watch.</p>
      ) : (
        // Scrolls, so it has to be reachable by keys.
        <ol
          id="changes"
          aria-label="What changed, newest first"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className="min-h-0 overflow-y-auto px-4 pb-3"
        >
          {events.slice(0, SHOWN).map((event) => (
            <EventLine key={event.id} conn={conn} event={event} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

interface EventLineProps {
  readonly conn: string;
  readonly event: WeirEvent;
  /** With its date where that is not today's. */
  readonly dated?: boolean;
}

export const EventLine = memo(function EventLine({ conn, event, dated = false }: EventLineProps) {
  const title = <SentenceText parts={event.title} saidAt={event.at} />;
  const look = 'font-strong break-words hover:underline';
  return (
    <li
      className={`grid gap-x-2 pt-2 ${dated ? 'grid-cols-[auto_14px_minmax(0,1fr)]' : 'grid-cols-[58px_14px_minmax(0,1fr)]'}`}
    >
      <span className="text-small text-text-3">{dated ? <DayClock at={event.at} /> : <Clock at={event.at} />}</span>
      <span className="flex flex-col items-center gap-1 pt-[3px]">
        <StatusGlyph shape={eventShape(event)} size={13} />
        <span aria-hidden className="w-px flex-1 bg-line-subtle" />
      </span>
      <div className="min-w-0 pb-1.5">
        {event.group !== '' ? (
          <Link
            to="/c/$conn/s/$stream/g/$group"
            params={{ conn, stream: event.stream, group: event.group }}
            preload={false}
            className={look}
          >
            {title}
          </Link>
        ) : event.stream !== '' ? (
          <Link to="/c/$conn/s/$stream" params={{ conn, stream: event.stream }} preload={false} className={look}>
            {title}
          </Link>
        ) : (
          <span className="font-strong break-words">{title}</span>
        )}
        {event.detail.length > 0 && (
          <p className="text-small break-words text-text-3">
            <SentenceText parts={event.detail} saidAt={event.at} />
          </p>
        )}
      </div>
    </li>
  );
});
