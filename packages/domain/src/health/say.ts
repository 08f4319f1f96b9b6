import { formatDuration } from '../metrics/format-figures.ts';
import type { Known } from '../known/known.ts';
import type { Sentence, SentencePart } from '../wire/sentence.ts';
import type { Signs } from './signs.ts';

/** "1 entry", "2 entries". */
export function entries(n: number, bold?: true): Sentence {
  return [count(n, bold), n === 1 ? ' entry' : ' entries'];
}

/** "1 consumer", "2 consumers". */
export function consumers(n: number): Sentence {
  return [count(n), n === 1 ? ' consumer' : ' consumers'];
}

export function count(n: number, bold?: true): SentencePart {
  return bold ? { n, b: true } : { n };
}

export function name(text: string, bold?: true): SentencePart {
  return bold ? { name: text, b: true } : { name: text };
}

/** A rate with two significant digits below 100, so that a row is not sent again for every ripple. */
export function rate(perSecond: number): SentencePart {
  const size = Math.abs(perSecond);
  if (size === 0) return { rate: 0 };
  const unit = 10 ** (Math.floor(Math.log10(size)) - (size >= 100 ? 2 : 1));
  return { rate: Number((Math.round(perSecond / unit) * unit).toPrecision(3)) };
}

/** "86/s", or why it is not known. */
export function rateOr(figure: Known<number>): SentencePart {
  return figure.known ? rate(figure.value) : 'not known yet';
}

/** "In 212/s, out 174/s." */
export function inAndOut(signs: Signs): Sentence {
  return ['In ', rateOr(signs.in), ', out ', rateOr(signs.out), '.'];
}

const UNITS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'm'],
] as const;

/** " In is 3% below normal for this hour."; empty while that is not known. */
export function besideUsual(signs: Signs): Sentence {
  const { usualIn } = signs.situation;
  if (!usualIn.known || !signs.in.known || usualIn.value.perSecond === 0) return [];
  const percent = Math.round((signs.in.value / usualIn.value.perSecond - 1) * 100);
  if (percent === 0) return [' In is normal for this hour.'];
  return [` In is ${Math.abs(percent)}% ${percent < 0 ? 'below' : 'above'} normal for this hour.`];
}

/** A limit as it is set: "60 s", "2 m". */
export function limitOf(ms: number): string {
  if (ms <= 60_000) return `${ms / 1000} s`;
  for (const [unit, name] of UNITS) if (ms % unit === 0) return `${ms / unit} ${name}`;
  return formatDuration(ms);
}
