import { Search } from 'lucide-react';
import { commandKey } from '../keyboard/command-key.ts';
import { Kbd } from '../ui/kbd.tsx';
import { PastButton } from '../past/past-button.tsx';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { LiveButton } from './live-button.tsx';
import { ThemeButton } from './theme-button.tsx';
import type { Polling } from './use-polling.ts';
import { ZoneButton } from './zone-button.tsx';

interface TopBarProps {
  readonly conn: string;
  readonly polling: Polling;
  readonly onSearch: () => void;
}

export function TopBar({ conn, polling, onSearch }: TopBarProps) {
  return (
    <header className="hidden h-12 shrink-0 items-center gap-2 border-b border-line-subtle pr-4 pl-6 sm:flex">
      <Breadcrumbs conn={conn} />
      <div className="ml-auto flex items-center gap-2">
        <button
          type="button"
          onClick={onSearch}
          className="flex h-7 items-center gap-2 rounded-control border border-line bg-panel px-2.5 text-text-3 hover:border-control hover:text-text-2 lg:w-52 touch:h-11"
        >
          <Search aria-hidden size={14} strokeWidth={1.75} />
          <span className="max-md:sr-only">Search or go to</span>
          <span className="ml-auto flex gap-1 max-lg:hidden">
            <Kbd>{commandKey()}</Kbd>
            <Kbd>K</Kbd>
          </span>
        </button>
        <PastButton conn={conn} />
        <LiveButton polling={polling} />
        <ZoneButton />
        <ThemeButton />
      </div>
    </header>
  );
}
