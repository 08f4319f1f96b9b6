import type { AlertRule } from '@weir/domain/alerts/alert-rule';
import { METRIC_WORDS, metricValue, roundDuration } from '@weir/domain/alerts/rule-words';
import type { BackTestAnswer } from '@weir/domain/wire/alert-answers';
import { formatCount, formatDuration } from '@weir/domain/metrics/format-figures';
import type { ChartBand, ChartSeries, ChartThreshold } from '../../charts/series.ts';

/** "the last 38 m": what was recorded of the last hour. */
export function triedOn({ from, to }: Pick<BackTestAnswer, 'from' | 'to'>): string {
  const ms = to - from;
  return ms >= 3_599_000 ? 'the last hour' : `the last ${roundDuration(Math.round(ms / 1000) * 1000)}`;
}

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
