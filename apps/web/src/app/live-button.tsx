import { Popover } from '@base-ui/react/popover';
import { formatDuration } from '@weir/domain/metrics/format-figures';
import { Pause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFreshness, useSummary } from '../live/use-live.ts';
import { StatusGlyph } from '../ui/status-glyph.tsx';
import { liveWords } from './live-words.ts';
import { LivePanel } from './live-panel.tsx';
import { useZone } from './preferences.ts';
import type { Polling } from './use-polling.ts';

interface LiveButtonProps {
  readonly polling: Polling;
  /** The phone's form: one line of text under the connection's name, and the pause icon apart. */
  readonly narrow?: boolean;
}

/** How fresh the page is, with what that costs Redis behind it. */
export function LiveButton({ polling, narrow = false }: LiveButtonProps) {
  const summary = useSummary();
  const freshness = useFreshness();
  const zone = useZone();
  const words = liveWords(freshness, summary, zone);
  const edge = words.tone === 'crit' ? 'border-crit/60 tint-crit text-crit' : 'border-line bg-raised';
  if (narrow)
    return (
      <LivePopover polling={polling} className="flex min-h-6 max-w-full items-center gap-1.5 text-small text-text-2">
        <LiveDot tone={words.tone} />
        <span className="truncate">
          {words.title}
          {words.tone === 'ok' && freshness.ageMs !== null && `, ${formatDuration(freshness.ageMs)} ago`}
          {words.tone === 'quiet' && words.note !== '' && `, ${words.note}`}
        </span>
      </LivePopover>
    );
  return (
    <div className={`flex h-7 items-stretch rounded-control border touch:h-11 ${edge}`}>
      <LivePopover
        polling={polling}
        className="flex items-center gap-2 rounded-l-control px-2.5 text-small whitespace-nowrap hover:bg-hover"
      >
        <LiveDot tone={words.tone} />
        <span className="font-semibold">{words.title}</span>
        {words.note !== '' && (
          <span className={`text-text-2 ${words.tone === 'ok' ? 'max-md:hidden' : ''}`}>{words.note}</span>
        )}
      </LivePopover>
      <PauseButton polling={polling} className="w-7 rounded-r-control touch:w-11" />
    </div>
  );
}

export function PauseButton({ polling, className }: { readonly polling: Polling; readonly className: string }) {
  const Icon = polling.paused ? Play : Pause;
  const words = polling.paused ? 'Resume polling' : 'Pause polling';
  return (
    <button
      type="button"
      aria-label={words}
      data-tip={polling.lockedBecause === '' ? `${words} for everybody (Space)` : polling.lockedBecause}
      aria-disabled={polling.lockedBecause !== ''}
      onClick={polling.toggle}
      className={`flex items-center justify-center text-text-2 hover:bg-hover hover:text-text aria-disabled:text-text-3 ${className}`}
    >
      <Icon size={14} strokeWidth={1.75} />
    </button>
  );
}

interface LivePopoverProps {
  readonly polling: Polling;
  readonly className: string;
  readonly children: ReactNode;
}

function LivePopover({ polling, className, children }: LivePopoverProps) {
  return (
    <Popover.Root>
      <Popover.Trigger className={className}>{children}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="bottom" align="end" sideOffset={6} collisionPadding={12} className="z-40">
          <Popover.Popup className="w-[min(360px,calc(100vw-24px))] rounded-panel border border-line bg-overlay p-4 shadow-float outline-none">
            <LivePanel polling={polling} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function LiveDot({ tone }: { readonly tone: 'ok' | 'crit' | 'warn' | 'quiet' }) {
  if (tone === 'crit') return <StatusGlyph shape="critical" size={12} />;
  if (tone === 'warn') return <StatusGlyph shape="warning" size={12} />;
  if (tone === 'quiet') return <StatusGlyph shape="paused" size={12} />;
  return <span aria-hidden className="size-1.5 rounded-full bg-ok-g" />;
}
