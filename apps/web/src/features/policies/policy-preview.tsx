import { useQuery } from '@tanstack/react-query';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { TrimSettings } from '@weir/domain/policies/policy';
import type { StreamForecast } from '@weir/domain/wire/policy-answers';
import { useMemo } from 'react';
import { failureOf, useTRPC } from '../../app/trpc.ts';
import { useGroupRows } from '../../live/use-live.ts';
import { Clock } from '../../ui/age.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SentenceText } from '../../ui/sentence.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CommandsBlock } from '../actions/parts/commands-block.tsx';
import { Note } from '../actions/parts/note.tsx';
import type { PlanView } from '../actions/parts/use-plan.ts';
import { Warnings } from '../actions/parts/warnings.tsx';
import { TrimPreviewPart } from '../actions/trim/trim-preview.tsx';
import { groupsOf } from '../stream/stream-view.ts';
import { ForecastChart } from './forecast-chart.tsx';
import { HeldNote } from './held-note.tsx';
import type { usePolicyPlan } from './use-policies.ts';

interface PolicyPreviewProps {
  readonly conn: string;
  readonly settings: TrimSettings | string;
  readonly query: ReturnType<typeof usePolicyPlan>;
  readonly onMove: (ageMs: number, at: number) => void;
}

/** What the next run would do if it came now, of each stream, and how it goes on from there. */
export function PolicyPreview({ conn, settings, query, onMove }: PolicyPreviewProps) {
  const { data, isError, error } = query;
  const [first, ...others] = data?.streams ?? [];
  return (
    <Panel
      title="Live preview"
      note={
        query.current ? (
          <>
            recounted <Clock at={query.dataUpdatedAt} />
          </>
        ) : typeof settings === 'string' ? (
          ''
        ) : (
          'counting…'
        )
      }
    >
      {typeof settings === 'string' && <p className="pb-3 text-text-2">{settings}</p>}
      {isError && (
        <div className="pb-3">
          <Note tone="warning">{failureOf(error).sentence}</Note>
        </div>
      )}
      {data === undefined ? (
        typeof settings === 'string' || isError ? null : (
          <Skeleton className="h-64 w-full" />
        )
      ) : first === undefined ? (
        <p className="text-text-2">No stream fits at the moment. It is for those that come, too.</p>
      ) : (
        <div className="flex flex-col gap-4" aria-busy={!query.current}>
          {data.streamCount > 1 && (
            <p className="text-text-2">
              For {formatCount(data.streamCount)} streams; the largest is{' '}
              <span translate="no" className="name text-text">
                {first.stream}
              </span>
              .
            </p>
          )}
          <OneStream conn={conn} settings={settings} of={first} current={query.current} onMove={onMove} />
          {others.length > 0 && <Others streams={others} more={data.streamCount - data.streams.length} />}
        </div>
      )}
    </Panel>
  );
}

interface OneStreamProps {
  readonly conn: string;
  readonly settings: TrimSettings | string;
  readonly of: StreamForecast;
  readonly current: boolean;
  readonly onMove: PolicyPreviewProps['onMove'];
}

function OneStream({ conn, settings, of, current, onMove }: OneStreamProps) {
  const trpc = useTRPC();
  const { stream, plan, runTakes, forecast } = of;
  const rows = useGroupRows();
  const groups = useMemo(() => groupsOf(rows ?? [], stream), [rows, stream]);
  const ruler = useQuery(
    trpc.streams.ruler.queryOptions({ connection: conn, stream }, { refetchInterval: 4_000 }),
  ).data;
  const view: PlanView = { plan, current, counting: null, failure: null, recounted: null, again: () => undefined };
  const preview = plan.preview.of === 'trim' ? plan.preview : undefined;
  const input = plan.input?.kind === 'trim' ? plan.input : undefined;
  const held = preview?.heldBy ?? null;
  return (
    <>
      <TrimPreviewPart
        view={view}
        ruler={ruler}
        groups={groups}
        guard={input?.guard ?? true}
        onMove={(ageMs) => {
          if (ruler !== undefined) onMove(ageMs, ruler.at);
        }}
      />
      {plan.refusal !== null && held === null && (
        <p className="text-text-2">
          <SentenceText parts={plan.refusal} />
        </p>
      )}
      {preview?.withoutLimit !== undefined && (
        <Note tone="note">
          {formatCount(preview.withoutLimit, 'full')} would go in all; one run takes {formatCount(runTakes, 'full')} at
          most, so it takes {formatCount(Math.ceil(preview.withoutLimit / runTakes))} runs.
        </Note>
      )}
      {held !== null && typeof settings !== 'string' && settings.keep.keep !== 'needed' && (
        <HeldNote conn={conn} stream={stream} heldBy={held} keep={settings.keep} />
      )}
      <Warnings warnings={plan.warnings} />
      <div className="grid gap-4 md:grid-cols-2">
        <CommandsBlock commands={plan.commands} note="Weir removes in steps of about 2 ms instead." />
        {forecast === null ? (
          <p className="text-small text-text-3">
            How fast entries come in is not known yet, so nothing can be said of the length to come.
          </p>
        ) : (
          <ForecastChart forecast={forecast} />
        )}
      </div>
    </>
  );
}

function Others({ streams, more }: { readonly streams: readonly StreamForecast[]; readonly more: number }) {
  return (
    <section aria-label="Other streams">
      <h3 className="pb-1 text-small font-strong">Other streams</h3>
      <ul className="border-t border-line-subtle">
        {streams.map(({ stream, plan }) => (
          <li key={stream} className="flex flex-wrap justify-between gap-x-4 border-b border-line-subtle py-1.5">
            <span translate="no" className="name min-w-0 truncate">
              {stream}
            </span>
            <span className="text-text-2">
              {plan.affects.count === 0 ? 'nothing goes' : `${formatCount(plan.affects.count, 'full')} would go`}
              {plan.preview.of === 'trim' &&
                plan.preview.heldBy !== null &&
                `, ${plan.preview.heldBy} holds back the rest`}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="pt-1 text-small text-text-3">{formatCount(more)} more are not counted here.</p>}
    </section>
  );
}
