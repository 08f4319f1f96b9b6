import { formatCount } from '@weir/domain/metrics/format-figures';
import type { ConsumersAnswer } from '@weir/domain/wire/answers';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { useMemo, useState } from 'react';
import { useZone } from '../../app/preferences.ts';
import { usePictureKind } from '../../live/picture-state.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { goneOnes } from '../actions/consumer/remove-view.ts';
import { ActionButton } from '../actions/parts/action-button.tsx';
import { useDialogAddress } from '../actions/parts/dialog-address.ts';
import { EntryRowsSkeleton } from '../entries/entry-rows-skeleton.tsx';
import { PanelTrouble } from '../stream/panel-trouble.tsx';
import { ConsumerCards } from './consumer-cards.tsx';
import { ConsumerTable } from './consumer-table.tsx';
import { consumersInOrder, coverageWords, healthCounts } from './consumers-view.ts';
import { useConsumers } from './use-consumers.ts';

interface ConsumersPanelProps {
  readonly conn: string;
  readonly row: GroupRow;
  /** Rows shown at first; the rest on demand. */
  readonly first: number;
}

/** Who reads this group, how they are, and what they hold by time since delivery. */
export function ConsumersPanel({ conn, row, first }: ConsumersPanelProps) {
  const query = useConsumers(conn, row.stream, row.group);
  const answer = query.data;
  return (
    <Panel
      flush
      title="Consumers"
      note={answer === undefined ? undefined : healthCounts(answer.items)}
      aside={
        answer !== undefined &&
        answer.items.length > 0 && (
          <>
            <RemoveGone items={answer.items} />
            <span className="text-small text-text-3 max-md:hidden">Pending entries by time since delivery</span>
          </>
        )
      }
    >
      {answer !== undefined ? (
        <Content conn={conn} row={row} answer={answer} first={first} />
      ) : query.isError ? (
        <PanelTrouble tried="Reading the consumers" query={query} />
      ) : (
        <EntryRowsSkeleton rows={4} />
      )}
    </Panel>
  );
}

/** "Remove 12 gone…": all that were not seen for long and hold nothing, in one go. */
function RemoveGone({ items }: Pick<ConsumersAnswer, 'items'>) {
  const { open } = useDialogAddress();
  const count = goneOnes(items).length;
  if (count === 0) return null;
  return (
    <ActionButton
      word="Remove consumer"
      needs="operator"
      size="small"
      onOpen={() => {
        open({ do: 'remove-consumer', of: 'gone' });
      }}
    >
      Remove {formatCount(count)} gone…
    </ActionButton>
  );
}

interface ContentProps extends ConsumersPanelProps {
  readonly answer: ConsumersAnswer;
}

function Content({ conn, row, answer, first }: ContentProps) {
  const narrow = useNarrow();
  const [shown, setShown] = useState(first);
  const kind = usePictureKind();
  const zone = useZone();
  const items = useMemo(() => consumersInOrder(answer.items), [answer.items]);
  if (answer.total === 0)
    return (
      <EmptyState title="No consumer has ever read for this group.">
        A consumer appears with its first read. Until then entries wait unread.
      </EmptyState>
    );
  if (items.length === 0)
    return (
      <EmptyState title={`${formatCount(answer.total)} consumers, not listed: ${answer.because}.`}>
        Redis can only answer with all of them at once, which would hold up everybody else. Their pending entries can
        still be listed under Pending.
      </EmptyState>
    );
  const coverage = coverageWords(answer, row.pending, { kind, zone });
  const visible = items.slice(0, shown);
  const Rows = narrow ? ConsumerCards : ConsumerTable;
  return (
    <>
      <Rows conn={conn} row={row} items={visible} edgesMs={answer.edgesMs} />
      {(coverage !== '' || items.length > shown || answer.total > items.length) && (
        <div className="flex flex-wrap items-center gap-3 px-4 py-2 text-small text-text-3">
          {items.length > shown && (
            <Button
              onClick={() => {
                setShown(shown + 200);
              }}
            >
              Show {formatCount(Math.min(200, items.length - shown))} more of {formatCount(items.length)}
            </Button>
          )}
          {answer.total > items.length && (
            <span>
              {formatCount(items.length)} of {formatCount(answer.total)} are listed.
            </span>
          )}
          <span>{coverage}</span>
        </div>
      )}
    </>
  );
}
