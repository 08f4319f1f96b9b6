import { formatBytes, formatCount, formatDuration } from '@weir/domain/metrics/format-figures';
import type { Known } from '@weir/domain/known/known';
import type { Preview } from '@weir/domain/actions/preview';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';

type ReplayPreview = Extract<Preview, { of: 'replay' }>;

export interface DryRunFact {
  readonly label: string;
  readonly before: string;
  readonly value: string;
  /** Why it is not known, where `value` is ''. */
  readonly because?: string;
}

export function previewOf(plan: ReadyPlan): ReplayPreview | null {
  return plan.preview.of === 'replay' ? plan.preview : null;
}

/** How long copying takes at this rate, ms. */
export function takesMs(entries: number, ratePerSecond: number): number {
  return (entries / ratePerSecond) * 1_000;
}

/** "Would copy 104,212 entries in about 3 m 28 s." */
export function statementOf(plan: ReadyPlan, ratePerSecond: number): string {
  const { count, exact } = plan.affects;
  const entries = `${exact ? '' : 'about '}${formatCount(count, 'full')} ${count === 1 ? 'entry' : 'entries'}`;
  return count === 0
    ? 'Would copy nothing.'
    : `Would copy ${entries} in ${aboutDuration(takesMs(count, ratePerSecond))}.`;
}

function aboutDuration(ms: number): string {
  return ms < 100 ? formatDuration(ms) : `about ${formatDuration(ms)}`;
}

/** The figures below the statement; what does not apply is left out. */
export function factsOf(plan: ReadyPlan): readonly DryRunFact[] {
  const preview = previewOf(plan);
  if (preview === null) return [];
  const { count } = plan.affects;
  const facts: DryRunFact[] = [
    { label: 'In the range', before: '', ...knownText(preview.inRange, (value) => formatCount(value, 'full')) },
  ];
  if (preview.inRange.known && preview.inRange.value > 0 && preview.inRange.value !== count)
    facts.push({ label: 'Of it matching', before: '', value: shareText(count, preview.inRange.value) });
  const before = preview.targetLength;
  facts.push({
    label: 'Target grows',
    before: before === null ? 'not there' : formatCount(before, 'full'),
    value: formatCount((before ?? 0) + count, 'full'),
  });
  facts.push({
    label: 'Fields and values',
    before: '',
    ...knownText(preview.bytes, (value) => `+${formatBytes(value)}`),
  });
  return facts;
}

function knownText(figure: Known<number>, text: (value: number) => string): Pick<DryRunFact, 'value' | 'because'> {
  return figure.known ? { value: text(figure.value) } : { value: '', because: figure.because };
}

function shareText(part: number, whole: number): string {
  const share = Math.round((part / whole) * 100);
  return share === 0 && part > 0 ? '< 1%' : `${share === 100 && part < whole ? 99 : share}%`;
}

export interface Bar {
  readonly from: number;
  /** Heights, 0…1 of the tallest. */
  readonly all: number;
  readonly matching: number;
}

export interface BarsView {
  readonly bars: readonly Bar[];
  /** Entries in the tallest. */
  readonly most: number;
  readonly finding: string;
}

/** Bars of the histogram; null while there is none. */
export function barsOf(preview: ReplayPreview): BarsView | null {
  const { histogram } = preview;
  const most = histogram.reduce((tallest, { all }) => Math.max(tallest, all), 0);
  if (most === 0) return null;
  const fullest = histogram.reduce((a, b) => (b.matching > a.matching ? b : a));
  return {
    bars: histogram.map(({ from, all, matching }) => ({ from, all: all / most, matching: matching / most })),
    most,
    finding: `${histogram.length} slices of equal time; the fullest has ${formatCount(fullest.matching, 'full')} that match of ${formatCount(fullest.all, 'full')}.`,
  };
}

/** How wide one slice is, ms; 0 where ids are not times or there is one slice alone. */
export function sliceMs(preview: ReplayPreview): number {
  const [first, second] = preview.histogram;
  return first === undefined || second === undefined ? 0 : second.from - first.from;
}

const MOST_COLUMNS = 3;

/** Columns of the sample: the fields most entries have, in their order. */
export function sampleColumns(preview: ReplayPreview): readonly string[] {
  const counts = new Map<string, number>();
  for (const { fields } of preview.sample)
    for (const name of new Set(fields.map(([field]) => field))) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count * 2 >= preview.sample.length)
    .slice(0, MOST_COLUMNS)
    .map(([name]) => name);
}
