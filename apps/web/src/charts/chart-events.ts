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
    .filter((event, _, here) => !isToldAlready(event, here))
    .filter((event) => !ASIDE.has(event.kind) && (event.kind !== 'state' || isTrouble(event.level)))
    .map((event) => ({
      at: event.at,
      text: plainSentence(event.title, event.at),
      short: withoutName(event),
      tone: toneOf(event),
    }));
}

/**
 * A stream's markers apart. `size`, for length and memory: what took entries out of it or put some in. `flow`, for throughput:
 * everything but trims that Weir did not make, which its figures do not show.
 */
export function streamMarkers(
  events: readonly WeirEvent[],
  stream: string,
): { readonly size: readonly ChartMarker[]; readonly flow: readonly ChartMarker[] } {
  return {
    size: eventMarkers(
      // What was done to a group leaves the entries where they are.
      events.filter(({ kind, group }) => kind === 'trim' || (kind === 'change' && group === '')),
      stream,
    ),
    flow: eventMarkers(
      events.filter(({ kind }) => kind !== 'trim'),
      stream,
    ),
  };
}

// A poll sees a trim that Weir made a little after it was made; who made it says more.
const SEEN_WITHIN_MS = 10_000;

function isToldAlready({ kind, at }: WeirEvent, here: readonly WeirEvent[]): boolean {
  if (kind !== 'trim') return false;
  return here.some((other) => other.kind === 'change' && other.at <= at && at - other.at <= SEEN_WITHIN_MS);
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
