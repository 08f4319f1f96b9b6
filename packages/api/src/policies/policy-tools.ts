import { DEFAULT_RULES, ruleFor } from '@weir/domain/dead-letters/letter-rules';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { readableGlob } from '@weir/domain/names/readable-glob';
import type { Policy, PolicySettings } from '@weir/domain/policies/policy';
import type { PolicyBook } from '@weir/domain/policies/policy-book';
import type { ActDesk } from '../act/act-desk.ts';
import type { Watch } from '../observe/watch.ts';

/** What policies stand on: the desk that carries out what they plan, and the book that remembers them. */
export interface PolicyTools {
  readonly desk: ActDesk;
  readonly book: PolicyBook;
  /** Who this Weir is among those on the same data. */
  readonly holder: string;
}

/** The streams of the picture that a policy is for, largest first. */
export function streamsOf({ board }: Watch, { on }: Pick<PolicySettings, 'on'>): readonly string[] {
  if ('stream' in on) return board.streams.has(on.stream) ? [on.stream] : [];
  const isMeant = readableGlob(on.pattern);
  const matching = [...board.streams.values()].filter(({ observation }) => isMeant(observation.stream));
  return matching
    .toSorted((a, b) => b.observation.length - a.observation.length)
    .map(({ observation }) => observation.stream);
}

/** What one run is about. */
export interface RunTarget {
  readonly stream: string;
  /** Null = the stream as a whole. */
  readonly group: string | null;
}

/** All that a policy is for now: streams of a trim, groups of a dead-letter policy. */
export function targetsOf({ desk }: PolicyTools, watch: Watch, settings: PolicySettings): readonly RunTarget[] {
  const { on } = settings;
  const { letters = DEFAULT_RULES } = desk.tools;
  const streams = 'stream' in on ? [on.stream] : streamsOf(watch, settings);
  if (settings.does === 'trim') return streams.map((stream) => ({ stream, group: null }));
  const { group: only, to } = settings;
  return streams.flatMap((stream) => {
    const isTarget = stream === to || ruleFor(letters, stream) !== undefined;
    // A pattern such as orders* is not meant for the dead letters it makes.
    if ('pattern' in on && isTarget) return [];
    const groups = [...(watch.board.streams.get(stream)?.groups.keys() ?? [])];
    // Named for one stream it runs in any case, and says that it is not there.
    if (only !== null && 'stream' in on) return [{ stream, group: only }];
    return groups.filter((group) => only === null || group === only).map((group) => ({ stream, group }));
  });
}

/** What a policy is for, as one name: for records, and to be typed before it is switched on. */
export function subjectOf({ on }: Pick<PolicySettings, 'on'>): string {
  return 'stream' in on ? on.stream : on.pattern;
}

/** What is over by itself: the run is tried again, and nothing is written down of the attempt. */
export function isPassing(error: unknown): error is ConsoleError {
  return error instanceof ConsoleError && ['busy', 'not-connected', 'timed-out'].includes(error.reason);
}

export async function requirePolicy(book: PolicyBook, policyId: string): Promise<Policy> {
  const policy = await book.policy(policyId);
  if (policy === undefined) throw new ConsoleError('not-found', 'The policy is not there any more.');
  return policy;
}
