import type { WeirEvent } from '@weir/domain/wire/live-frame';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import type { ChartMarker } from './series.ts';

/**
 * Events of one stream, and of one group on it when given, as markers: where trouble began, positions that were moved,
 * trims, bursts. That trouble ended, or that something was first seen, is no reason to look at a chart.
 */
export function eventMarkers(events: readonly WeirEvent[], stream: string, group?: string): ChartMarker[] {
  return events
    .filter((event) => event.stream === stream && (group === undefined || event.group === '' || event.group === group))
    .filter((event) => !ASIDE.has(event.kind) && (event.kind !== 'state' || isTrouble(event.level)))
    .map((event) => ({
      at: event.at,
      text: plainSentence(event.title, event.at),
      short: withoutName(event),
      tone: toneOf(event),
    }));
}

/** A stream's markers apart: trims belong on length and memory, the rest on throughput. */
export function streamMarkers(
  events: readonly WeirEvent[],
  stream: string,
): { readonly trims: readonly ChartMarker[]; readonly others: readonly ChartMarker[] } {
  return {
    trims: eventMarkers(
      events.filter(({ kind }) => kind === 'trim'),
      stream,
    ),
    others: eventMarkers(
      events.filter(({ kind }) => kind !== 'trim'),
      stream,
    ),
  };
}

// Alerts stand beside the trouble they are about; consumers come and go.
const ASIDE: ReadonlySet<WeirEvent['kind']> = new Set(['alert', 'appeared', 'consumer']);

function isTrouble(level: WeirEvent['level']): boolean {
  return level === 'critical' || level === 'warning';
}

function toneOf(event: WeirEvent): ChartMarker['tone'] {
  return event.kind === 'trim' && event.level === 'note' ? 'accent' : TONE[event.level];
}

const TONE: { readonly [L in WeirEvent['level']]: ChartMarker['tone'] } = {
  critical: 'crit',
  warning: 'warn',
  note: 'quiet',
  unknown: 'quiet',
  healthy: 'quiet',
  idle: 'quiet',
};

// "fulfilment is falling behind" without its name: the page says whose chart it is, or another marker's text does.
function withoutName({ title, at }: WeirEvent): string {
  const [first, ...rest] = title;
  const named = typeof first === 'object' && 'name' in first && rest.length > 0;
  return named ? plainSentence(rest, at).trim() : '';
}
