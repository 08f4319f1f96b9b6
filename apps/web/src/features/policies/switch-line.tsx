import type { ReactNode } from 'react';
import { Switch } from '../../ui/switch.tsx';

interface SwitchLineProps {
  readonly label: string;
  readonly says: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children?: ReactNode;
}

/** A switch with what it means below it. */
export function SwitchLine({ label, says, checked, onChange, children }: SwitchLineProps) {
  return (
    <div className="flex gap-2.5">
      <Switch label={label} checked={checked} onChange={onChange} />
      <div className="min-w-0 pt-0.5">
        <p className="font-strong">{label}</p>
        <p className="text-small text-text-3">{says}</p>
        {children}
      </div>
    </div>
  );
}
