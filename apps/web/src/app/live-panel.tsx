import { Popover } from '@base-ui/react/popover';
import { formatBytes, formatCount, formatDuration } from '@weir/domain/metrics/format-figures';
import { useSummary } from '../live/use-live.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { Fact } from './fact.tsx';
import { shareText } from './live-words.ts';
import { HistoryFacts } from './history-facts.tsx';
import type { Polling } from './use-polling.ts';

/** Behind the Live button: the last poll, and what watching costs Redis beside what it may cost. */
export function LivePanel({ polling }: { readonly polling: Polling }) {
  const summary = useSummary();
  if (summary === null) return <p>No picture has arrived yet.</p>;
  const { cost } = summary;
  return (
    <div className="flex flex-col gap-3">
      <Popover.Title className="text-body font-semibold">What watching costs this Redis</Popover.Title>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
        <Fact word="Last poll">
          {summary.polledAt === null ? 'none yet' : <Age at={summary.polledAt} after="ago" ofPicture />}
          {summary.polledAt === null ? '' : `, took ${formatDuration(cost.lastDurationMs)}`}
        </Fact>
        <Fact word="Interval">
          {formatDuration(cost.intervalMs)}
          {cost.stretchedBecause === '' ? '' : `, set to ${formatDuration(cost.configuredIntervalMs)}`}
        </Fact>
        <Fact
          word="Server time"
          note={`${cost.isMeasured ? 'measured' : 'estimated'}, budget ${shareText(cost.budget.coreShare)}`}
        >
          {shareText(cost.coreShare)} of a core
        </Fact>
        <Fact word="Commands" note={`budget ${formatCount(cost.budget.commandsPerSecond)}/s`}>
          {formatCount(Math.round(cost.commandsPerSecond))}/s
        </Fact>
        <Fact word="Replies" note={`budget ${formatBytes(cost.budget.bytesPerSecond)}/s`}>
          {formatBytes(cost.bytesPerSecond)}/s
        </Fact>
        <Fact word="Looking">{`${formatCount(cost.viewers)} ${cost.viewers === 1 ? 'tab' : 'tabs'}, which cost Redis nothing`}</Fact>
      </dl>
      {cost.stretchedBecause !== '' && (
        <p className="rounded-control tint-warn px-3 py-2 text-small">
          The interval is longer than set: {cost.stretchedBecause}.
        </p>
      )}
      <HistoryFacts conn={summary.connection} />
      {summary.limits.length > 0 && (
        <ul aria-label="What this Redis or account cannot tell" className="flex flex-col gap-1 text-small text-text-2">
          {summary.limits.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      )}
      {polling.trouble !== '' && (
        <p role="alert" className="text-small text-crit">
          {polling.trouble}
        </p>
      )}
      <div className="flex items-center gap-3">
        <Button onClick={polling.toggle} disabled={polling.lockedBecause !== ''}>
          {polling.paused ? 'Resume polling' : 'Pause polling'}
        </Button>
        <span className="text-micro text-text-3">
          {polling.lockedBecause === '' ? 'For everybody who looks at this Redis.' : polling.lockedBecause}
        </span>
      </div>
    </div>
  );
}
