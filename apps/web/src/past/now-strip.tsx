import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { useGoTo } from './past-bar.tsx';

interface NowStripProps {
  readonly children: ReactNode;
  /** Beside the way to leave the moment. */
  readonly action?: ReactNode;
}

/** Above a page that shows now while its address names something else, so that it cannot pass for then. */
export function NowStrip({ children, action }: NowStripProps) {
  const goTo = useGoTo();
  return (
    <section
      aria-label="Time machine"
      className="z-20 flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-warn/50 bg-panel px-4 py-2.5 sm:sticky sm:top-0 sm:px-6"
    >
      <output className="block min-w-0 flex-1 basis-56">
        <b className="font-semibold">This page shows now</b>
        <span className="text-text-2">{children}</span>
      </output>
      {action}
      <Button
        onClick={() => {
          goTo(null);
        }}
      >
        Stay at now
      </Button>
    </section>
  );
}
