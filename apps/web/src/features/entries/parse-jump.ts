import { parseEntryId, type EntryId } from '@weir/domain/entries/entry-id';

export type Jump = { readonly ok: true; readonly id: EntryId } | { readonly ok: false; readonly sentence: string };

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof UNIT_MS;

const AGE = /^(?:(\d+(?:\.\d+)?)\s*(ms|s|min|m|h|d)\s*)+(?:ago)?$/i;
const AGE_PART = /(\d+(?:\.\d+)?)\s*(ms|s|min|m|h|d)/gi;
const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)?(Z|[+-]\d{2}:\d{2})?$/;

const MAX_SEQ = '18446744073709551615';

/**
 * Where to start reading: an id, an age ("10 m", "1 h 30 m"), a clock time of the last day or a date. `now` is Redis
 * time; `offsetMinutes` is east of UTC and applies where the text names no zone. Reading downwards (`desc`) a moment
 * means everything up to it, reading upwards everything from it.
 */
export function parseJump(text: string, direction: 'asc' | 'desc', now: number, offsetMinutes: number): Jump {
  const typed = text.trim();
  const id = parseEntryId(typed);
  if (id !== undefined) return { ok: true, id };
  if (typed === '') return wrong('Type a time, an age or an ID');
  const at = momentOf(typed, now, offsetMinutes);
  if (at === undefined)
    return wrong(
      /^\d+-/.test(typed) ? `${typed} is not an ID. An ID is milliseconds-sequence` : 'That is no time, age or ID',
    );
  const edge = parseEntryId(`${at}-${direction === 'desc' ? MAX_SEQ : '0'}`);
  return edge === undefined ? wrong('That time is outside of what an ID can hold') : { ok: true, id: edge };
}

function wrong(what: string): Jump {
  return { ok: false, sentence: `${what}, such as 14:30, 10 m or 1795185127912-0.` };
}

function momentOf(typed: string, now: number, offsetMinutes: number): string | undefined {
  // The milliseconds part alone; it may be larger than a number holds exactly, so it stays text.
  if (/^(0|[1-9]\d{0,19})$/.test(typed)) return typed;
  const clock = CLOCK.exec(typed);
  if (clock !== null) return wholeMs(lastClock(clock, now, offsetMinutes));
  if (AGE.test(typed)) return wholeMs(now - ageOf(typed));
  const date = DATE.exec(typed);
  if (date === null) return undefined;
  const iso = typed.replace(' ', 'T');
  const zoned = date[1] !== undefined;
  const at = Date.parse(zoned ? iso : iso.includes('T') ? `${iso}Z` : `${iso}T00:00Z`);
  return Number.isNaN(at) ? undefined : wholeMs(zoned ? at : at - offsetMinutes * 60_000);
}

/** The newest moment with this clock time that is not ahead of now. */
function lastClock(
  [, hours, minutes, seconds = '0', millis = '0']: RegExpExecArray,
  now: number,
  offsetMinutes: number,
) {
  const day = UNIT_MS.d;
  const shift = offsetMinutes * UNIT_MS.m;
  const ofDay =
    Number(hours) * UNIT_MS.h +
    Number(minutes) * UNIT_MS.m +
    Number(seconds) * UNIT_MS.s +
    Number(millis.padEnd(3, '0'));
  const today = Math.floor((now + shift) / day) * day - shift + ofDay;
  return today > now ? today - day : today;
}

function ageOf(typed: string): number {
  let ms = 0;
  for (const [, amount, unit] of typed.matchAll(AGE_PART))
    // Sound: the pattern lets these units through only.
    ms += Number(amount) * UNIT_MS[(unit ?? 's').toLowerCase() as Unit];
  return ms;
}

function wholeMs(at: number): string | undefined {
  return at < 0 || !Number.isSafeInteger(Math.round(at)) ? undefined : String(Math.round(at));
}
