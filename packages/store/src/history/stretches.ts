import { cutRecordings, type Recording } from '@weir/domain/history/cut-recordings';
import { ByteReader } from '@weir/domain/history/growing-bytes';
import { Polls, readPolls } from '@weir/domain/history/polls';
import { DAY_MS } from './close-recording.ts';
import type { OpenRecording } from './open-recording.ts';
import type { Statements } from './statements.ts';

/** A recording, cut to where it counts. */
export interface Stretch extends Recording {
  readonly connection: string;
  /** Its polls can still be looked at one by one. */
  readonly hasLog: boolean;
  /** It still has minutes; hours it has as long as it is there. */
  readonly hasMinutes: boolean;
  /** Undefined once it is put away. */
  readonly open: OpenRecording | undefined;
}

/** What was recorded when. */
export interface Stretches {
  /** Those that touch a range, in the order of time. */
  between(connection: string, from: number, to: number): readonly Stretch[];
  /** The one that holds the newest poll at or before a moment. */
  lastBefore(connection: string, at: number): Stretch | undefined;
  pollsOf(stretch: Stretch): Polls;
  /** From when on polls, minutes and hours are kept; Infinity = none are. */
  oldest(connection: string): { readonly polls: number; readonly minutes: number; readonly hours: number };
}

// An hour of polls is a few KiB; a chart of a week needs this many.
const POLLS_HELD = 200;

export function createStretches(
  statements: Statements,
  underWay: (connection: string) => readonly OpenRecording[],
): Stretches {
  const held = new Map<number, Polls>();

  function between(connection: string, from: number, to: number): readonly Stretch[] {
    // A recording made after the clock was set back cuts one that begins later: those of a day before are looked at too.
    const rows = statements.recordings.all(connection, Math.floor(from - DAY_MS), Math.ceil(to));
    const found: Stretch[] = rows.map((row) => ({
      number: Number(row['number']),
      connection,
      start: Number(row['start']),
      end: Number(row['end']),
      hasLog: row['has_log'] === 1,
      hasMinutes: row['has_minutes'] === 1,
      open: undefined,
    }));
    for (const open of underWay(connection)) {
      const { number, polls } = open;
      if (polls.count === 0 || polls.first > to) continue;
      found.push({ number, connection, start: polls.first, end: polls.last, hasLog: true, hasMinutes: true, open });
    }
    return cutRecordings(found).filter(({ end }) => end >= from);
  }

  return {
    between,
    lastBefore(connection, at) {
      const day = between(connection, at - DAY_MS, at).at(-1);
      return day ?? between(connection, 0, at).at(-1);
    },
    oldest(connection) {
      return {
        polls: startIn(statements.firstWithLog.get(connection)),
        minutes: startIn(statements.firstWithMinutes.get(connection)),
        hours: startIn(statements.firstRecording.get(connection)),
      };
    },

    pollsOf({ number, open }) {
      if (open !== undefined) return open.polls;
      const known = held.get(number);
      if (known !== undefined) return known;
      const bytes = statements.pollsOf.get(number)?.['polls'];
      const polls = readPolls(new ByteReader(bytes instanceof Uint8Array ? bytes : new Uint8Array([0])), new Polls());
      const [oldest] = held.keys();
      if (held.size >= POLLS_HELD && oldest !== undefined) held.delete(oldest);
      held.set(number, polls);
      return polls;
    },
  };
}

function startIn(row: Record<string, unknown> | undefined): number {
  return Number(row?.['start'] ?? Infinity);
}
