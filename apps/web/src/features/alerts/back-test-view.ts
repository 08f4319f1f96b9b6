import type { AlertRule } from '@weir/domain/alerts/alert-rule';
import { METRIC_WORDS, metricValue, roundDuration } from '@weir/domain/alerts/rule-words';
import { BACK_TEST_SPANS, type BackTestAnswer, type BackTestSpan } from '@weir/domain/wire/alert-answers';
import { formatCount, formatDuration } from '@weir/domain/metrics/format-figures';
import type { ChartBand, ChartSeries, ChartThreshold } from '../../charts/series.ts';

const HOUR_MS = 3_600_000;
const SPANS: Readonly<Record<BackTestSpan, { readonly ms: number; readonly words: string }>> = {
  '1h': { ms: HOUR_MS, words: 'the last hour' },
  '24h': { ms: 24 * HOUR_MS, words: 'the last 24 hours' },
  '7d': { ms: 168 * HOUR_MS, words: 'the last 7 days' },
};

export const SPAN_CHOICES = BACK_TEST_SPANS.map((value) => ({ value, label: value.replace(/(\d+)/, '$1 ') }));

/** How far back, from the address; an hour where it says nothing of that. */
export function spanFrom(text: string | undefined): BackTestSpan {
  return BACK_TEST_SPANS.find((span) => span === text) ?? '1h';
}

function isWhole({ from, to, asked }: Pick<BackTestAnswer, 'from' | 'to' | 'asked'>): boolean {
  return to - from >= SPANS[asked].ms - 1_000;
}

/** "the last 38 m": as much of the time asked for as was recorded. */
export function triedOn(answer: Pick<BackTestAnswer, 'from' | 'to' | 'asked'>): string {
  if (isWhole(answer)) return SPANS[answer.asked].words;
  return `the last ${roundDuration(Math.round((answer.to - answer.from) / 1000) * 1000)}`;
}

/** How closely it was looked at, and what of the time there was nothing to look at. */
export function triedHow(answer: BackTestAnswer, { watched: { when } }: AlertRule): string {
  const { stepMs, unrecordedMs, because, subjects } = answer;
  if (because !== '' || subjects === 0) return '';
  const every = stepMs === 60_000 ? 'minute' : roundDuration(stepMs);
  const said = [
    ...(stepMs === 0
      ? []
      : [
          when.is === 'figure'
            ? `Of every ${every} the lowest and highest figure were looked at.`
            : `The state was looked at every ${every} and wherever it changed.`,
        ]),
    ...(isWhole(answer) || answer.asked === '1h' ? [] : ['Nothing older was recorded.']),
    ...(unrecordedMs < LEAST_SAID_MS ? [] : [`Of ${formatDuration(unrecordedMs)} in it nothing was recorded.`]),
  ];
  return said.join(' ');
}

const LEAST_SAID_MS = 60_000;

/** "Would have fired 3 times, 11 m in all: fulfilment, smtp, runners. At 4 m it would have fired once." */
export function backTestWords(answer: BackTestAnswer): string {
  const { fired, firedMs, episodes, ifLonger, longerMs, subjects, leftOut, because, from, to } = answer;
  if (because !== '') return `This rule cannot be tried. ${because}`;
  if (to - from < 10_000) return 'Weir has watched for too short a time to try it.';
  if (subjects === 0) return 'Nothing is there that it would look at.';
  const cut = leftOut ? ` Only the first ${formatCount(subjects)} were looked at.` : '';
  if (fired === 0) return `Would not have fired.${cut}`;
  const names = [...new Set(episodes.map(({ group, stream }) => group ?? stream ?? 'Redis'))];
  const shown = names.slice(0, 4).join(', ');
  const more = names.length > 4 ? ` and ${formatCount(names.length - 4)} more` : '';
  const longer =
    ifLonger === fired ? '' : ` At ${roundDuration(longerMs)} it would have fired ${times(ifLonger, 'not at all')}.`;
  return `Would have fired ${times(fired, '')}, ${formatDuration(firedMs)} in all: ${shown}${more}.${longer}${cut}`;
}

function times(n: number, none: string): string {
  if (n === 0) return none;
  return n === 1 ? 'once' : `${formatCount(n)} times`;
}

/** What the chart of a trial draws. */
export function triedSeries(answer: BackTestAnswer, { watched: { when } }: AlertRule): readonly ChartSeries[] {
  const isFigure = when.is === 'figure';
  return [
    {
      key: 'tried',
      name: isFigure ? `${when.op === 'above' ? 'highest' : 'lowest'} ${METRIC_WORDS[when.metric]}` : 'how many are so',
      colour: isFigure && (when.metric === 'unread' || when.metric === 'behindMs') ? 'lag' : 'size',
      shape: 'line',
      points: answer.points,
      current: '',
    },
  ];
}

export function triedThresholds({ severity, watched: { when } }: AlertRule): readonly ChartThreshold[] {
  if (when.is !== 'figure') return [];
  return [{ value: when.value, text: metricValue(when.metric, when.value), tone: toneOf(severity) }];
}

/** When it would have fired for anybody, without overlaps: two shades on each other would look like another one. */
export function triedBands({ episodes, to }: BackTestAnswer, { severity }: AlertRule): readonly ChartBand[] {
  const bands: { from: number; to: number; tone: 'crit' | 'warn' }[] = [];
  for (const episode of episodes.toSorted((a, b) => a.from - b.from)) {
    const end = episode.to ?? to;
    const last = bands.at(-1);
    if (last !== undefined && episode.from <= last.to) last.to = Math.max(last.to, end);
    else bands.push({ from: episode.from, to: end, tone: toneOf(severity) });
  }
  return bands;
}

function toneOf(severity: AlertRule['severity']): 'crit' | 'warn' {
  return severity === 'critical' ? 'crit' : 'warn';
}

export function figureText({ watched: { when } }: AlertRule): (value: number) => string {
  return when.is === 'figure' ? (value) => metricValue(when.metric, value) : (value) => formatCount(value);
}
