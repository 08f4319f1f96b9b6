import { useSummary } from '../../live/use-live.ts';
import { usePast } from '../../past/use-past.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { NameText } from '../../ui/name-text.tsx';

/** No stream of this name in the picture: it is gone, it was not found yet, or it was not there then. */
export function StreamGone({ conn, stream }: { readonly conn: string; readonly stream: string }) {
  const discovery = useSummary()?.discovery;
  const isPast = usePast() !== null;
  const looking = discovery?.complete === false;
  const narrowed =
    (discovery?.patterns.length ?? 0) > 0 ? `Weir looks for ${discovery?.patterns.join(', ')} only. ` : '';
  return (
    <div className="px-4 py-5 lg:px-6">
      <h1 translate="no" className="pb-3 font-mono text-title break-all">
        <NameText text={stream} />
      </h1>
      <Panel flush>
        <EmptyState
          title={
            isPast
              ? 'There was no stream of this name at that moment.'
              : looking
                ? 'Weir has not met this stream yet.'
                : 'There is no stream of this name.'
          }
          action={
            <ButtonLink to="/c/$conn/streams" params={{ conn }} search={{}}>
              See all streams
            </ButtonLink>
          }
        >
          {isPast
            ? 'It was made later, or was gone by then. Another moment may have it.'
            : looking
              ? 'It is still going through the keys of this Redis. The page appears as soon as the stream is found.'
              : `${narrowed}It was deleted, renamed or replaced by a key of another type. The page comes back when the stream does.`}
        </EmptyState>
      </Panel>
    </div>
  );
}
