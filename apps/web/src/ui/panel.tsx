import type { ReactNode } from 'react';

interface PanelProps {
  readonly title?: ReactNode;
  /** Beside the title: a unit, a count, the current values. */
  readonly note?: ReactNode;
  /** At the right of the title row. */
  readonly aside?: ReactNode;
  /** Border in the colour of a problem; the background stays neutral. */
  readonly tone?: 'crit' | 'warn' | undefined;
  /** Content touches the edges (tables, lists). */
  readonly flush?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

const EDGE = { crit: 'border-crit/40', warn: 'border-warn/40' } as const;

export function Panel({ title, note, aside, tone, flush = false, className = '', children }: PanelProps) {
  const edge = tone === undefined ? 'border-line-subtle' : EDGE[tone];
  return (
    <section className={`edge rounded-panel border bg-panel shadow-panel ${edge} ${flush ? '' : 'p-4'} ${className}`}>
      {title !== undefined && (
        <header className={`flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 ${flush ? 'px-4 pt-3 pb-2' : 'pb-2'}`}>
          <h2 className="text-body font-semibold">{title}</h2>
          {note !== undefined && <span className="text-small text-text-3">{note}</span>}
          {aside !== undefined && <div className="ml-auto flex items-center gap-2">{aside}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
