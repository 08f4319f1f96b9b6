import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { DeadLetterStreams } from '@weir/domain/wire/dead-letter-answers';
import { useTitle } from '../../app/use-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PanelWait } from '../stream/panel-wait.tsx';
import { LettersPanel } from './letters-panel.tsx';
import { filterOf, type LetterFilter, paramsOf } from './letters-search.ts';
import { listedStream, titleWords } from './letters-view.ts';
import { ReasonsPanel } from './reasons-panel.tsx';
import { useLetterStreams } from './use-letters.ts';

const FROM = '/c/$conn/dead-letters';

/** /c/:conn/dead-letters: what failed for good, why, and the way back. */
export function DeadLettersPage() {
  useTitle('Dead letters');
  const { conn } = useParams({ from: FROM });
  const query = useLetterStreams(conn);
  return (
    <div className="flex flex-col gap-4 p-4 sm:px-6 sm:py-5">
      <div>
        <h1 className="text-title">{query.data === undefined ? 'Dead letters' : titleWords(query.data)}</h1>
        <p className="mt-1 text-text-2">
          Entries taken out of their group because they kept failing. Nothing reads them until you send them back.
        </p>
      </div>
      {query.data !== undefined ? (
        <Streams conn={conn} streams={query.data} />
      ) : (
        <Panel flush>
          <PanelWait tried="Looking for dead letters" query={query} lines={3} line="h-6" />
        </Panel>
      )}
    </div>
  );
}

function Streams({ conn, streams }: { readonly conn: string; readonly streams: DeadLetterStreams }) {
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const stream = listedStream(streams.items, search.stream);
  const filter = filterOf(search);
  const show = (next: { stream?: string | undefined; filter: LetterFilter }) => {
    void navigate({
      search: { stream: next.stream ?? stream, ...paramsOf(next.filter) },
      replace: true,
    });
  };
  if (stream === undefined)
    return (
      <Panel flush>
        <EmptyState title="No stream here holds dead letters.">
          A stream is one of them by its name, such as orders:dlq, or once entries were put aside there: select some on
          a group’s Pending tab. Other names can be added in the settings (WEIR_DEAD_LETTERS).
        </EmptyState>
      </Panel>
    );
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_364px]">
      <LettersPanel
        // What was chosen of another list is not meant any more.
        key={JSON.stringify([stream, filter])}
        conn={conn}
        streams={streams.items}
        stream={stream}
        filter={filter}
        onShow={show}
      />
      <ReasonsPanel conn={conn} stream={stream} filter={filter} onShow={show} />
    </div>
  );
}
