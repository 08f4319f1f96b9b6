import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from '../ui/segmented.tsx';
import { CHART_SPANS, type ChartSpan, parseSpan } from './chart-range.ts';

/** How far back the charts of this page look, as its address says. */
export function useChartSpan(): ChartSpan {
  return parseSpan(useSearch({ strict: false }).range);
}

/** Above the charts of a page, for all of them. */
export function SpanChoice() {
  const span = useChartSpan();
  const navigate = useNavigate();
  return (
    <div className="col-span-full flex items-center justify-end">
      <Segmented
        label="Time range of the charts"
        value={span}
        options={CHART_SPANS}
        onChange={(next) => {
          void navigate({
            to: '.',
            search: (before) => ({ ...before, range: next === '1h' ? undefined : next }),
            replace: true,
          });
        }}
      />
    </div>
  );
}
