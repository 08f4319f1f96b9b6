import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useZone } from '../app/preferences.ts';
import { momentText } from '../format/moment.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { FilterChip } from '../ui/filter-chip.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { CHART_SPANS, type ChartWindow, parseWindow, windowMs, windowParam } from './chart-range.ts';

/** What the charts of this page show, as its address says. */
export function useChartWindow(): ChartWindow {
  const text = useSearch({ strict: false }).t;
  return useMemo(() => parseWindow(text), [text]);
}

/** Above the charts of a page, for all of them. `to` is their right edge. */
export function SpanChoice({ to }: { readonly to: number }) {
  const window = useChartWindow();
  const navigate = useNavigate();
  const change = (next: ChartWindow) => {
    void navigate({ to: '.', search: (before) => ({ ...before, t: windowParam(next) }), replace: true });
  };
  const fixed: ChartWindow = { kind: 'fixed', from: to - windowMs(window), to };
  return (
    <div className="col-span-full flex flex-wrap items-center justify-end gap-2">
      {window.kind === 'fixed' && <FixedChip window={window} onClear={() => change({ kind: 'moving', span: '1h' })} />}
      <CopyButton text={linkTo(fixed)} label="Copy a link to just this time" />
      <Segmented
        label="Time range of the charts"
        value={window.kind === 'moving' ? window.span : ''}
        options={CHART_SPANS}
        onChange={(span) => {
          change({ kind: 'moving', span });
        }}
      />
    </div>
  );
}

function FixedChip({
  window,
  onClear,
}: {
  readonly window: Extract<ChartWindow, { kind: 'fixed' }>;
  readonly onClear: () => void;
}) {
  const zone = useZone();
  const text = `${momentText(window.from, window.to, zone)} to ${momentText(window.to, window.to, zone)}`;
  return <FilterChip text={text} onRemove={onClear} />;
}

function linkTo(window: ChartWindow): string {
  const address = new URL(location.href);
  address.searchParams.set('t', windowParam(window) ?? '');
  return address.href;
}
