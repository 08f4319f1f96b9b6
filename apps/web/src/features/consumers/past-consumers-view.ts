import { formatCount } from '@weir/domain/metrics/format-figures';

/** What of the consumers of then is not on the page. */
export function recordedWords(recorded: number, consumers: number): string {
  const missing = consumers - recorded;
  const others = missing > 0 ? `${formatCount(missing)} more with fewer pending entries were not recorded. ` : '';
  return `${others}How long their entries had waited was not recorded.`;
}
