import { useQuery } from '@tanstack/react-query';
import type { PastConsumer } from '@weir/domain/history/history';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { useTRPC } from '../../app/trpc.ts';
import type { Past } from '../../past/use-past.ts';
import { Age } from '../../ui/age.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { NameText } from '../../ui/name-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { UnknownTag } from '../../ui/unknown-tag.tsx';
import { EntryRowsSkeleton } from '../entries/entry-rows-skeleton.tsx';
import { PanelTrouble } from '../stream/panel-trouble.tsx';
import { recordedWords } from './past-consumers-view.ts';

interface PastConsumersProps {
  readonly conn: string;
  readonly row: GroupRow;
  readonly past: Past;
}

/** The consumers that were recorded at a moment. What they waited for, by time, was not. */
export function PastConsumers({ conn, row, past }: PastConsumersProps) {
  const trpc = useTRPC();
  const asked = { connection: conn, stream: row.stream, group: row.group, at: past.at ?? past.asked };
  const query = useQuery(trpc.history.consumers.queryOptions(asked, { staleTime: Infinity }));
  const items = query.data?.items;
  return (
    <Panel flush title="Consumers">
      {items !== undefined ? (
        <Content row={row} items={items} isKept={past.from === 'poll'} />
      ) : query.isError ? (
        <PanelTrouble tried="Reading the consumers" query={query} />
      ) : (
        <EntryRowsSkeleton rows={4} />
      )}
    </Panel>
  );
}

interface ContentProps {
  readonly row: GroupRow;
  readonly items: readonly PastConsumer[];
  readonly isKept: boolean;
}

function Content({ row, items, isKept }: ContentProps) {
  if (row.consumers === 0) return <EmptyState title="No consumer had read for this group." />;
  if (items.length === 0)
    return (
      <EmptyState title={`${formatCount(row.consumers)} consumers, not recorded one by one.`}>
        {isKept
          ? 'Of each group the 50 with most pending entries are recorded, as far as Redis was asked for them.'
          : 'Consumers are kept for as long as single polls are, which is a day unless set otherwise.'}
      </EmptyState>
    );
  const sorted = items.toSorted((a, b) => b.pending - a.pending);
  return (
    <>
      <table className="w-full text-left">
        <thead className="text-small text-text-3">
          <tr>
            <th className="px-4 py-1.5 font-normal">Consumer</th>
            <th className="px-4 py-1.5 text-right font-normal">Pending</th>
            <th className="px-4 py-1.5 text-right font-normal">Last call</th>
            <th className="px-4 py-1.5 text-right font-normal max-sm:hidden">Last got work</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((item) => (
            <tr key={item.consumer} className="border-t border-line-subtle">
              <td translate="no" className="name max-w-56 truncate px-4 py-2 font-strong">
                <NameText text={item.consumer} />
              </td>
              <td className="px-4 py-2 text-right">{formatCount(item.pending)}</td>
              <td className="px-4 py-2 text-right">
                <When at={item.lastCallAt} />
              </td>
              <td className="px-4 py-2 text-right max-sm:hidden">
                {item.lastGotWorkAt === 0 ? (
                  <span className="text-text-3">never</span>
                ) : (
                  <When at={item.lastGotWorkAt} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="px-4 py-2 text-small text-text-3">{recordedWords(items.length, row.consumers)}</p>
    </>
  );
}

function When({ at }: { readonly at: number | null }) {
  return at === null ? <UnknownTag because="not known at that time" /> : <Age at={at} after="ago" />;
}
