import { Search } from 'lucide-react';
import { useSummaryNow } from '../live/use-live.ts';
import { IconButton } from '../ui/button.tsx';
import { Mark } from '../ui/mark.tsx';
import { PastButton } from '../past/past-button.tsx';
import { LiveButton, PauseButton } from './live-button.tsx';
import { ThemeButton } from './theme-button.tsx';
import type { Polling } from './use-polling.ts';

interface PhoneBarProps {
  readonly conn: string;
  readonly polling: Polling;
  readonly onSearch: () => void;
}

/** Top bar of phones: which Redis, how old, search. */
export function PhoneBar({ conn, polling, onSearch }: PhoneBarProps) {
  const name = useSummaryNow()?.name ?? '';
  return (
    <header className="flex h-13 shrink-0 items-center gap-2.5 border-b border-line-subtle px-4 sm:hidden">
      <Mark />
      <div className="min-w-0 flex-1">
        <span translate="no" className="block truncate leading-4 font-semibold">
          {name === '' ? 'Weir' : name}
        </span>
        <LiveButton polling={polling} narrow />
      </div>
      <IconButton label="Search or go to" onClick={onSearch}>
        <Search size={18} strokeWidth={1.75} />
      </IconButton>
      <PastButton conn={conn} />
      <ThemeButton />
      <PauseButton polling={polling} className="size-7 rounded-control touch:size-11" />
    </header>
  );
}
