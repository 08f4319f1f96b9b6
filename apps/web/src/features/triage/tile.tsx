import type { ReactNode } from 'react';
import { Sparkline, type SparkTone } from '../../ui/sparkline.tsx';
import type { SparkPoint } from '../../ui/sparkline-view.ts';

interface TileProps {
  readonly label: string;
  readonly figure: ReactNode;
  readonly unit?: string | undefined;
  /** One line of context: names the culprit. */
  readonly context: ReactNode;
  readonly spark: readonly SparkPoint[];
  readonly tone: SparkTone;
  /** Left out on phones. */
  readonly wide?: boolean;
}

export function Tile({ label, figure, unit, context, spark, tone, wide = false }: TileProps) {
  return (
    <section
      aria-label={label}
      className={`edge min-w-0 border-line-subtle sm:rounded-panel sm:border sm:bg-panel sm:px-4 sm:py-3 sm:shadow-panel ${wide ? 'max-sm:hidden' : 'max-sm:border-l max-sm:pl-3 max-sm:first:border-l-0 max-sm:first:pl-0'}`}
    >
      <h2 className="truncate text-small text-text-2">{label}</h2>
      <div className="flex items-end justify-between gap-3">
        <p className="min-w-0 truncate text-figure">
          {figure}
          {unit !== undefined && <span className="ml-1 text-body font-normal tracking-normal text-text-2">{unit}</span>}
        </p>
        {spark.length > 1 && (
          <span className="mb-0.5 shrink-0 max-lg:hidden">
            <Sparkline points={spark} tone={tone} width={72} height={28} label={`${label} over time`} />
          </span>
        )}
      </div>
      <p className="line-clamp-2 text-micro wrap-anywhere text-text-3 max-sm:line-clamp-none">{context}</p>
    </section>
  );
}
