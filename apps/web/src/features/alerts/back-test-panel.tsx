import { useNavigate, useSearch } from '@tanstack/react-router';
import type { AlertRule } from '@weir/domain/alerts/alert-rule';
import { useMemo } from 'react';
import { failureOf } from '../../app/trpc.ts';
import { TimeChart } from '../../charts/time-chart.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import {
  backTestWords,
  figureText,
  SPAN_CHOICES,
  spanFrom,
  triedBands,
  triedHow,
  triedOn,
  triedSeries,
  triedThresholds,
} from './back-test-view.ts';
import { useBackTest } from './use-alerts.ts';
import { useSettledRule } from './use-settled-rule.ts';

const PAGE = '/c/$conn/alerts';

interface TrialProps {
  readonly rule: AlertRule | null;
  /** Why there is no rule. */
  readonly unread: string;
  readonly span: ReturnType<typeof spanFrom>;
}

/** What the rule would have done on what was recorded, before it is saved; how far back is part of the address. */
export function BackTestPanel({ rule, unread }: Pick<TrialProps, 'rule' | 'unread'>) {
  const navigate = useNavigate({ from: PAGE });
  const span = spanFrom(useSearch({ from: PAGE }).tried);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2.5">
        <span className="text-small text-text-2">Try it on the last</span>
        <Segmented
          label="How far back the rule is tried"
          value={span}
          options={SPAN_CHOICES}
          onChange={(tried) => {
            void navigate({ search: (before) => ({ ...before, tried }), replace: true });
          }}
        />
      </div>
      <Trial rule={rule} unread={unread} span={span} />
    </>
  );
}

function Trial({ rule, unread, span }: TrialProps) {
  const settled = useSettledRule(rule);
  const { data, error, isPlaceholderData } = useBackTest(settled, span);
  const drawn = useMemo(
    () =>
      data == null || settled === null
        ? null
        : {
            series: triedSeries(data, settled),
            thresholds: triedThresholds(settled),
            bands: triedBands(data, settled),
            format: figureText(settled),
          },
    [data, settled],
  );
  // What was found for the rule before says nothing of this one.
  if (rule === null) return <p aria-live="polite" className="text-text-2">{`Not tried: ${unread}.`}</p>;
  if (error !== null) return <p className="text-small text-text-2">{failureOf(error).sentence}</p>;
  if (data == null || drawn === null) return <Skeleton className="h-28 w-full" />;
  const words = backTestWords(data);
  const how = settled === null ? '' : triedHow(data, settled);
  // An answer for another time is no answer.
  if (isPlaceholderData && data.asked !== span) return <Skeleton className="h-28 w-full" />;
  return (
    <div className="-mx-4 -mt-2">
      {data.because === '' && data.subjects > 0 && (
        <div className="[&_section]:border-0 [&_section]:shadow-none">
          <TimeChart
            title={`Tried on ${triedOn(data)}`}
            unit={drawn.series[0]?.name ?? ''}
            series={drawn.series}
            from={data.from}
            to={data.to}
            asked={data.from}
            syncId="back-test"
            thresholds={drawn.thresholds}
            bands={drawn.bands}
            finding={words}
            formatValue={drawn.format}
            height={124}
          />
        </div>
      )}
      <p aria-live="polite" className="px-4 text-text-2">
        {words} {how !== '' && <span className="text-text-3">{how}</span>}
      </p>
    </div>
  );
}
