import { useNavigate } from '@tanstack/react-router';
import { formatDuration } from '@weir/domain/metrics/format-figures';
import { History } from 'lucide-react';
import { useZone } from '../app/preferences.ts';
import { clockText, momentText } from '../format/moment.ts';
import { useNow } from '../live/redis-clock.ts';
import { useSummary } from '../live/use-live.ts';
import { Button } from '../ui/button.tsx';
import { PastEvents } from './past-events.tsx';
import { usePastPicture } from './past-frame.tsx';
import { momentParam } from './past-moment.ts';
import { PastSlider } from './past-slider.tsx';
import { closenessWords, toComeWords } from './past-view.ts';
import { type Past, usePast } from './use-past.ts';

/** Above every page of the past: when it is, how to go elsewhere, and the way back to now. */
export function PastBar({ conn }: { readonly conn: string }) {
  const past = usePast();
  return past === null ? null : <Bar conn={conn} past={past} />;
}

function Bar({ conn, past }: { readonly conn: string; readonly past: Past }) {
  const { asked, at, from, trouble } = past;
  const zone = useZone();
  const now = useNow();
  const intervalMs = useSummary()?.cost.intervalMs ?? 0;
  const { isPlaceholderData } = usePastPicture(conn, asked);
  const goTo = useGoTo();
  const shown = at ?? asked;
  const isToCome = asked > now;
  const closeness =
    at === null || isPlaceholderData
      ? ''
      : isToCome
        ? toComeWords(clockText(at, zone))
        : closenessWords(asked, at, from, intervalMs);
  return (
    <section
      aria-label="Time machine"
      className="z-20 border-b sm:sticky sm:top-0 border-accent/50 bg-panel px-4 py-2.5 sm:px-6"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <History aria-hidden size={17} strokeWidth={1.75} className="text-accent" />
        <output className="block min-w-0 flex-1 basis-56">
          <b className="font-semibold">
            {trouble === null ? 'As it was at' : 'Nothing to show of'} {momentText(shown, now, zone)}
          </b>
          <span className="text-text-2">
            , {formatDuration(Math.max(0, now - shown))} ago.{trouble === null && ' Nothing can be changed here.'}
          </span>
        </output>
        <Button
          look="primary"
          onClick={() => {
            goTo(null, false);
          }}
        >
          Back to now
        </Button>
      </div>
      <PastSlider conn={conn} at={asked} onMove={goTo} />
      {closeness !== '' && <p className="pt-1 text-small text-text-2">{closeness}</p>}
      {trouble === null && !isToCome && <PastEvents conn={conn} from={shown} onMove={goTo} />}
    </section>
  );
}

/** Shows the page at another moment; null = now. */
export function useGoTo(): (at: number | null, replace?: boolean) => void {
  const navigate = useNavigate();
  return (at, replace = true) => {
    void navigate({
      to: '.',
      search: (held: Record<string, unknown>) => ({ ...held, at: at === null ? undefined : momentParam(at) }),
      replace,
      resetScroll: false,
    });
  };
}
