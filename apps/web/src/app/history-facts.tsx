import { useQuery } from '@tanstack/react-query';
import { formatBytes, formatCount, formatDuration } from '@weir/domain/metrics/format-figures';
import { Fact } from './fact.tsx';
import { useTRPC } from './trpc.ts';

/** How much is recorded, how far back, and what that takes on disk. */
export function HistoryFacts({ conn }: { readonly conn: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.history.get.queryOptions({ connection: conn }, { refetchInterval: 10_000 }));
  if (data === undefined) return null;
  const { size, oldest, newest } = data;
  return (
    <section aria-label="Recorded history" className="flex flex-col gap-1 border-t border-line-subtle pt-3">
      <h3 className="text-small font-strong text-text-2">Recorded history</h3>
      {size !== null && (
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
          <Fact word="Reaches back">
            {oldest === null || newest === null ? 'nothing yet' : formatDuration(newest - oldest)}
          </Fact>
          <Fact word="On disk" note={`at most ${formatBytes(size.capBytes)}`}>
            {formatBytes(size.bytes)}
          </Fact>
          <Fact word="Series">{formatCount(size.series)}</Fact>
          <Fact word="A group and day">
            {size.bytesPerGroupDay === null ? 'known after an hour' : `about ${formatBytes(size.bytesPerGroupDay)}`}
          </Fact>
        </dl>
      )}
      {data.sentence !== '' && <p className="text-small text-text-2">{data.sentence}</p>}
    </section>
  );
}
