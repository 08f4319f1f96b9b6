import { cliName } from '../names/cli-name.ts';
import type { SeenEntry } from './seen-entry.ts';

/** The ids of a command line, cut where there are more than a person would paste; the rest as a remark. */
export function idsOnLine(sample: readonly SeenEntry[], count: number): readonly [ids: string, rest: string[]] {
  const left = count - sample.length;
  return [sample.map(({ id }) => id).join(' '), left > 0 ? [`# and ${entriesText(left)} more`] : []];
}

/** "1 entry", "1,284 entries" */
export function entriesText(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'entry' : 'entries'}`;
}

export function onGroup(stream: string, group: string): string {
  return `${cliName(stream)} ${cliName(group)}`;
}
