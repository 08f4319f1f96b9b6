import { Pause, RotateCw, Square } from 'lucide-react';
import type { JobAnswer } from '@weir/domain/wire/action-answers';
import type { ReactNode } from 'react';
import { Panel } from '../../ui/panel.tsx';

const ICON = { 'aria-hidden': true, size: 14, strokeWidth: 1.75, className: 'mt-[3px] shrink-0 text-text-3' } as const;

/** What each way to stop would leave behind, said before it is used. */
export function StopPanel({ job }: { readonly job: JobAnswer }) {
  return (
    <Panel title="If you stop it">
      <ul className="flex flex-col gap-2.5">
        <Way icon={<Pause {...ICON} />}>{job.ifPaused}</Way>
        <Way icon={<Square {...ICON} />}>{job.ifCancelled}</Way>
        <Way icon={<RotateCw {...ICON} />}>
          If Weir is restarted, the job reads how far it came and goes on behind that. No entry is done twice.
        </Way>
      </ul>
    </Panel>
  );
}

interface WayProps {
  readonly icon: ReactNode;
  readonly children: ReactNode;
}

function Way({ icon, children }: WayProps) {
  return (
    <li className="flex gap-2.5">
      {icon}
      <p className="min-w-0 text-text-2">{children}</p>
    </li>
  );
}
