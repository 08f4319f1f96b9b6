import { MAX_ID } from '../entries/entry-id.ts';
import { formatCount } from '../metrics/format-figures.ts';
import { cliName } from '../names/cli-name.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { StreamFacts } from './look.ts';
import type { Draft } from './plan.ts';
import { replayExtent, type ReplayExtent } from './replay-extent.ts';
import type { ReplayGround, ReplayInput } from './replay-range.ts';
import { readsNew } from './reads-new.ts';
import { refusedReplay } from './replay-refusal.ts';
import { basisOn } from './same-stream.ts';

type StreamTarget = ReplayInput['target'];

const SHOWN_COMMANDS = 3;
// A line longer than this is not pasted by anybody.
const SHOWN_BYTES = 1_000;

/** A replay that adds copies of the entries behind the end of a stream. */
export async function draftCopy(ground: ReplayGround): Promise<Draft> {
  const { look, input, facts, range } = ground;
  const { target } = input;
  const found = target.stream === input.stream ? facts : await look.stream(target.stream);
  const refusal = refusalOf(found, target);
  if (refusal !== null) return refusedReplay(input, refusal, facts);
  const to = typeof found === 'string' ? null : found;
  const filter = input.filter ?? null;
  const extent = await replayExtent(ground, filter);
  const { affects } = extent;
  if (affects.count === 0 && affects.exact) {
    const why = filter === null ? 'No entry lies in this range.' : 'No entry of this range matches the filter.';
    return refusedReplay(input, [`${why} There is nothing to copy.`], facts);
  }
  const count = `${affects.exact ? '' : 'at least '}${formatCount(affects.count, 'full')}`;
  return {
    title: `Copy ${count} ${affects.count === 1 ? 'entry' : 'entries'} to ${target.stream}`,
    affects,
    groups: to?.groups.map((group) => readsNew(group, affects, ['copy', 'copies'])) ?? [],
    warnings: warningsOf(ground, to),
    commands: commandsOf(ground, extent),
    preview: {
      of: 'replay',
      inRange: extent.inRange,
      histogram: extent.histogram,
      sample: extent.sample.map(({ id, fields }) => ({ id, fields })),
      bytes: extent.bytes,
      from: input.from ?? facts.firstId ?? range.after,
      until: range.until,
      targetLength: to?.length ?? null,
    },
    basis: { ...basisOn(facts), targetState: to === null ? 'none' : 'stream' },
    work: {
      do: 'copy',
      to: target.stream,
      create: target.create,
      ...range,
      filter,
      originField: target.originField,
      readers: to?.groups.map(({ group }) => group) ?? [],
    },
    refusal: null,
    typeName: null,
  };
}

function refusalOf(found: StreamFacts | 'none' | 'not-a-stream', target: StreamTarget): Sentence | null {
  const name = { name: target.stream };
  if (found === 'not-a-stream') return [name, ' holds something other than a stream. Choose another target.'];
  if (found === 'none') {
    return target.create ? null : ['There is no stream ', name, '. Allow it to be created, or choose another target.'];
  }
  if (found.lastGeneratedId !== MAX_ID) return null;
  return [name, ' has reached the highest id there is, so nothing can be added to it. Choose another target.'];
}

function warningsOf({ input }: ReplayGround, to: StreamFacts | null): readonly Sentence[] {
  const { target } = input;
  const warnings: Sentence[] = [];
  if (to !== null && target.stream === input.stream) {
    warnings.push(['The copies go to the same stream: each of its groups reads these entries a second time.']);
  }
  if (to === null) warnings.push(['The stream ', { name: target.stream }, ' does not exist yet and is created.']);
  warnings.push(['Copies get new ids, so the time in an id is the time of the copy, not of the original.']);
  return warnings.slice(0, 2);
}

/** The same by hand: in one go of 100 at a time, or, where a filter chooses, entry by entry. */
function commandsOf({ input, range }: ReplayGround, { sample }: ReplayExtent): readonly string[] {
  const { target } = input;
  const [from, to] = [cliName(input.stream), cliName(target.stream)];
  const options = target.create ? ['*'] : ['NOMKSTREAM', '*'];
  const begin = input.from ?? '-';
  if (input.filter === undefined) {
    const words = options.map((word) => `'${word}',`).join('');
    const words1 = target.originField === null ? '' : ' local f=e[2] f[#f+1]=ARGV[3] f[#f+1]=e[1]';
    const script = `local r=redis.call('XRANGE',KEYS[1],ARGV[1],ARGV[2],'COUNT',100) for _,e in ipairs(r) do${words1} redis.call('XADD',KEYS[2],${words}unpack(e[2])) end return r[#r] and r[#r][1]`;
    const origin = target.originField === null ? '' : ` ${cliName(target.originField)}`;
    return [
      `EVAL "${script}" 2 ${from} ${to} ${begin} ${range.until}${origin}`,
      '# again with ( and the id it answered in place of the start, until it answers nothing',
    ];
  }
  const lines = [`XRANGE ${from} ${begin} ${range.until} COUNT 100`];
  for (const { id, fields, cut, incomplete } of sample) {
    if (cut.length > 0 || incomplete === true || lines.length > SHOWN_COMMANDS) continue;
    const pairs = fields.flatMap(([name, value]) => [name, value]);
    if (target.originField !== null) pairs.push(target.originField, id);
    const line = ['XADD', to, ...options, ...pairs.map(cliName)].join(' ');
    if (line.length <= SHOWN_BYTES) lines.push(line);
  }
  return lines;
}
