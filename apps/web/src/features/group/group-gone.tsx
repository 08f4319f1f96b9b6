import { usePast } from '../../past/use-past.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { NameText } from '../../ui/name-text.tsx';

interface GroupGoneProps {
  readonly conn: string;
  readonly stream: string;
  readonly group: string;
}

/** The stream is there, or was at the moment shown; the group is not. */
export function GroupGone({ conn, stream, group }: GroupGoneProps) {
  const isPast = usePast() !== null;
  return (
    <div className="px-4 py-5 lg:px-6">
      <h1 translate="no" className="pb-3 font-mono text-title break-all">
        <NameText text={group} />
      </h1>
      <Panel flush>
        <EmptyState
          title={
            <>
              {isPast ? 'At that moment there was no group of this name on' : 'There is no group of this name on'}{' '}
              <span translate="no" className="name">
                <NameText text={stream} />
              </span>
              .
            </>
          }
          action={
            <ButtonLink to="/c/$conn/s/$stream/groups" params={{ conn, stream }} search={{}}>
              See the groups of this stream
            </ButtonLink>
          }
        >
          {isPast
            ? 'It was made later, or was gone by then. Another moment may have it.'
            : 'It was removed, or the stream was deleted and made again without it. Its position and its pending entries went with it. The page comes back when a group of this name does.'}
        </EmptyState>
      </Panel>
    </div>
  );
}
