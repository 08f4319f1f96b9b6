import { ruleFor, type LetterRules } from '@weir/domain/dead-letters/letter-rules';
import type { DeadLetterStream, DeadLetterStreams } from '@weir/domain/wire/dead-letter-answers';
import type { ActTools } from '../act/act-tools.ts';
import { compareText } from '../observe/paging.ts';
import type { Watch } from '../observe/watch.ts';

// As far back as Weir's own dead-lettering is looked through for targets with other names.
const JOBS_LOOKED_THROUGH = 500;
const MOST_STREAMS = 500;

/** The streams of a connection that hold dead letters, the fullest first. */
export async function letterStreams(watch: Watch, tools: ActTools, rules: LetterRules): Promise<DeadLetterStreams> {
  const ours = await targetsOfJobs(watch, tools);
  const items: DeadLetterStream[] = [];
  for (const [stream, { observation, row }] of watch.board.streams) {
    const match = ruleFor(rules, stream);
    const isOut = rules.except.some((pattern) => pattern.match(stream) !== undefined);
    if (match === undefined && (isOut || !ours.has(stream))) continue;
    items.push({
      stream,
      origin: match?.origin ?? null,
      library: match?.rule.library ?? null,
      length: observation.length,
      lastId: row.lastId,
    });
  }
  items.sort((a, b) => b.length - a.length || compareText(a.stream, b.stream));
  return {
    items: items.slice(0, MOST_STREAMS),
    nextCursor: null,
    total: items.reduce((sum, { length }) => sum + length, 0),
  };
}

/** Streams that entries were dead-lettered to by Weir, whatever they are called. */
async function targetsOfJobs(watch: Watch, { journal }: ActTools): Promise<ReadonlySet<string>> {
  const jobs = await journal.jobs({ connection: watch.id, limit: JOBS_LOOKED_THROUGH });
  return new Set(jobs.flatMap(({ work }) => (work.do === 'dead-letter' ? [work.to] : [])));
}
