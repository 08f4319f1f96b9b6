import { onGroup } from '../actions/pending-lines.ts';
import { entriesText } from '../actions/pending-lines.ts';
import { retryCount } from '../actions/retry-count.ts';
import type { SeenEntry } from '../actions/seen-entry.ts';
import { SKIPPED_BECAUSE } from '../jobs/outcome-words.ts';
import { cliName } from '../names/cli-name.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { IdleAnew } from './idle-anew.ts';
import type { Tally } from './tally.ts';
import type { StaysAsIs } from './undo-shows.ts';

/** XCLAIM lines that put entries back as they were; of a long list the first ones. */
export function restoringLines(
  stream: string,
  group: string,
  { sample, count }: Pick<Tally, 'sample' | 'count'>,
  { force, idleAnew }: { readonly force: boolean } & IdleAnew,
): readonly string[] {
  const lines: string[] = [];
  for (const alike of runsAlike(sample, idleAnew === true)) {
    const [first] = alike;
    if (first === undefined) continue;
    const ids = alike.map(({ id }) => id).join(' ');
    const time = idleAnew === true ? '' : `TIME ${first.deliveredAt} `;
    const how = `${time}RETRYCOUNT ${retryCount(first.deliveries)}${force ? ' FORCE' : ''} JUSTID`;
    lines.push(`XCLAIM ${onGroup(stream, group)} ${cliName(first.consumer)} 0 ${ids} ${how}`);
  }
  if (count > sample.length) lines.push(`# and ${entriesText(count - sample.length)} more`);
  return lines;
}

function runsAlike(entries: readonly SeenEntry[], whenever: boolean): SeenEntry[][] {
  const runs: SeenEntry[][] = [];
  for (const entry of entries) {
    const run = runs.at(-1);
    const [first] = run ?? [];
    const alike =
      first !== undefined &&
      first.consumer === entry.consumer &&
      first.deliveries === entry.deliveries &&
      (whenever || first.deliveredAt === entry.deliveredAt);
    if (alike) run?.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

/** "12 were acknowledged already, 3 were delivered again since: they stay as they are." null = none. */
export function staysSentence({ reasons }: StaysAsIs): Sentence | null {
  if (reasons.length === 0) return null;
  const parts = reasons.flatMap(({ reason, count }, at) => [
    at === 0 ? '' : ', ',
    { n: count, b: true } as const,
    ` ${count === 1 ? 'was' : 'were'} ${SKIPPED_BECAUSE[reason]}`,
  ]);
  const only = reasons.length === 1 && reasons[0]?.count === 1;
  return [...parts, only ? ': it stays as it is.' : ': they stay as they are.'];
}
