import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { parseEntryId } from '@weir/domain/entries/entry-id';
import type { ConsumersAnswer, PendingListAnswer } from '@weir/domain/wire/answers';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { useMemo } from 'react';
import { useZone } from '../../app/preferences.ts';
import { useTRPC } from '../../app/trpc.ts';
import { ReadAt, usePictureKind } from '../../live/picture-state.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { consumersInOrder, coverageWords } from '../consumers/consumers-view.ts';
import { useConsumers } from '../consumers/use-consumers.ts';
import { PageSteps } from '../entries/page-steps.tsx';
import { ReadPanel } from '../entries/read-panel.tsx';
import { PanelTrouble } from '../stream/panel-trouble.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { matchingCount } from './matching-count.ts';
import { PendingChips } from './pending-chips.tsx';
import { NO_CHOICE, toggled } from './pending-choice-view.ts';
import { usePendingChoice } from './pending-choice.ts';
import { filterOf, isFiltered, paramsOf, type PendingFilter } from './pending-search.ts';
import { PendingTable } from './pending-table.tsx';
import { lookedAtWords, nothingPendingWords } from './pending-view.ts';
import { SelectionBar } from './selection-bar.tsx';
import { waitHistogram } from './wait-histogram-view.ts';
import { WaitHistogramChart } from './wait-histogram.tsx';

const TO = '/c/$conn/s/$stream/g/$group';
const PAGE = 50;

interface PendingTabProps {
  readonly conn: string;
  readonly row: GroupRow;
}

/** What was delivered and not acked, a page at a time; filters, page and opened entry are in the address. */
export function PendingTab({ conn, row }: PendingTabProps) {
  const trpc = useTRPC();
  const search = useSearch({ from: TO });
  const navigate = useNavigate();
  const filter = filterOf(search);
  const cursor = parseEntryId(search.page ?? '') ?? null;
  const consumers = useConsumers(conn, row.stream, row.group);
  const query = useQuery(
    trpc.pending.list.queryOptions(
      {
        connection: conn,
        stream: row.stream,
        group: row.group,
        consumer: filter.consumer,
        minIdleMs: filter.idle === undefined || filter.idle.minMs === 0 ? undefined : filter.idle.minMs,
        // The server's upper bound is inclusive, the range ends below its own.
        maxIdleMs: filter.idle?.maxMs == null ? undefined : filter.idle.maxMs - 1,
        minDeliveries: filter.minDeliveries,
        limit: PAGE,
        cursor,
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const params = { conn, stream: row.stream, group: row.group };
  const { choose } = usePendingChoice();
  const narrowTo = (next: PendingFilter) => {
    // What was chosen of another list is not meant any more.
    choose(NO_CHOICE);
    // A filter replaces the place in history: Back leaves the list instead of undoing filters one by one.
    void navigate({ to: `${TO}/pending`, params, search: paramsOf(next), replace: true });
  };
  const go = (next: { page?: string | undefined; entry?: string | undefined }) => {
    void navigate({ to: `${TO}/pending`, params, search: { ...search, ...next } });
  };
  const matching = matchingCount(filter, row.pending, consumers.data?.items ?? []);
  const names = useMemo(
    () => consumersInOrder(consumers.data?.items ?? []).map(({ consumer }) => consumer),
    [consumers.data],
  );
  return (
    <div className="flex flex-col gap-4">
      <HistogramPanel consumers={consumers} row={row} filter={filter} onNarrow={narrowTo} />
      <ReadPanel
        query={query}
        tried="Reading the pending entries"
        tools={
          <div className="min-w-0 flex-1">
            <PendingChips filter={filter} consumers={names} onChange={narrowTo} />
          </div>
        }
      >
        {(page) => (
          <ReadAt at={page.at}>
            <PendingPageView
              row={row}
              filter={filter}
              page={page}
              consumers={consumers.data}
              opened={search.entry}
              moved={cursor !== null}
              matching={matching}
              onClear={() => {
                narrowTo(filterOf({}));
              }}
              go={go}
            />
          </ReadAt>
        )}
      </ReadPanel>
      <BulkBar matching={matching} />
    </div>
  );
}

interface HistogramPanelProps {
  readonly consumers: ReturnType<typeof useConsumers>;
  readonly row: GroupRow;
  readonly filter: PendingFilter;
  readonly onNarrow: (filter: PendingFilter) => void;
}

function HistogramPanel({ consumers, row, filter, onNarrow }: HistogramPanelProps) {
  const answer = consumers.data;
  const kind = usePictureKind();
  const zone = useZone();
  const histogram = useMemo(
    () => (answer === undefined ? undefined : waitHistogram(answer, filter.consumer, filter.idle)),
    [answer, filter.consumer, filter.idle],
  );
  const title = 'Pending entries by time since delivery';
  if (answer === undefined && consumers.isError)
    return (
      <Panel flush title={title}>
        <PanelTrouble tried="Counting waiting times" query={consumers} />
      </Panel>
    );
  const coverage = answer === undefined ? '' : coverageWords(answer, row.pending, { kind, zone });
  return (
    <Panel title={title} aside={<span className="text-small text-text-3">log scale, a bar filters the list</span>}>
      {histogram === undefined || histogram === null ? (
        <Skeleton className="h-20 w-full" />
      ) : (
        <WaitHistogramChart
          histogram={histogram}
          onChoose={(idle) => {
            onNarrow({ ...filter, idle });
          }}
        />
      )}
      {coverage !== '' && <p className="pt-2 text-small text-text-3">{coverage}</p>}
    </Panel>
  );
}

interface PendingPageViewProps {
  readonly row: GroupRow;
  readonly filter: PendingFilter;
  readonly page: PendingListAnswer;
  readonly consumers: ConsumersAnswer | undefined;
  readonly opened: string | undefined;
  /** Not the first page. */
  readonly moved: boolean;
  /** How many match in all, where that is known. */
  readonly matching: number | null;
  readonly onClear: () => void;
  readonly go: (next: { page?: string | undefined; entry?: string | undefined }) => void;
}

function PendingPageView({ row, filter, page, consumers, opened, moved, matching, onClear, go }: PendingPageViewProps) {
  const { choice, choose } = usePendingChoice();
  const health = useMemo(
    () => new Map((consumers?.items ?? []).map((item) => [item.consumer, item.health])),
    [consumers],
  );
  const steps = (
    <PageSteps
      page={page}
      back={moved ? 'Back to the oldest' : undefined}
      onClear={isFiltered(filter) ? onClear : undefined}
      go={go}
    />
  );
  if (page.items.length === 0)
    return <EmptyState title={nothingPendingWords(page, filter, row.pending)} action={steps} />;
  const ids = page.items.map(({ id }) => id);
  return (
    <>
      <SelectionBar page={ids} matching={matching} />
      <PendingTable
        items={page.items}
        health={health}
        opened={opened}
        onOpen={(entry) => {
          go({ entry });
        }}
        selection={{
          selected: choice.all ? new Set(ids) : choice.ids,
          onToggle: (id, range) => {
            choose(toggled(choice, id, range, ids));
          },
        }}
      />
      <div className="flex flex-wrap items-center gap-3 px-4 py-3 text-small text-text-3">
        {steps}
        <span className="ml-auto">{lookedAtWords(page, filter, row.pending)}</span>
      </div>
    </>
  );
}
