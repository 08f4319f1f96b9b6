import { DEFAULT_RULES, LETTER_FACTS, type LetterFact, type LetterRules, type StreamRule } from './letter-rules.ts';
import { namePattern, type NamePattern } from './name-pattern.ts';
import { bytesFromReadable } from '../names/readable-name.ts';

type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly sentence: string };

const MOST_RULES = 50;
const LONGEST = 256;
const MOST_STARS = 4;

/**
 * Rules from a person's own words, in front of those Weir knows. `streams`: patterns separated by commas, each
 * `dead:*`, `dead:* => jobs:*` or `!not:this`. `fields`: `error=why id=source_id …`.
 */
export function parseLetterRules(streams: string, fields: string): Parsed<LetterRules> {
  const own: StreamRule[] = [];
  const except: NamePattern[] = [];
  const parts = streams.split(',').map((part) => part.trim());
  const given = parts.filter((part) => part !== '');
  if (given.length > MOST_RULES) return no(`${given.length} patterns are too many; ${MOST_RULES} are allowed.`);
  for (const part of given) {
    const [left = '', right, ...more] = part.split('=>').map((side) => side.trim());
    const negative = left.startsWith('!');
    const pattern = negative ? left.slice(1) : left;
    const wrong = more.length > 0 ? 'it has more than one =>' : wrongIn(pattern, right, negative);
    if (wrong !== null) return no(`"${part}" cannot be used: ${wrong}.`);
    if (negative) except.push(namePattern(pattern));
    else own.push({ pattern: namePattern(pattern), origin: right ?? null, library: null });
  }
  const named = parseFields(fields);
  if (!named.ok) return named;
  return {
    ok: true,
    value: { streams: [...own, ...DEFAULT_RULES.streams], except, fields: named.value },
  };
}

function wrongIn(pattern: string, origin: string | undefined, negative: boolean): string | null {
  if (pattern === '') return 'a pattern is missing';
  if (/^\*+$/.test(pattern)) return 'it would take every stream for one of dead letters';
  if (negative && origin !== undefined) return 'what is left out has no origin';
  for (const text of [pattern, origin ?? pattern]) {
    if (text === '') return 'the origin behind => is missing';
    if (text.length > LONGEST) return `it is longer than ${LONGEST} characters`;
    if (starsOf(text) > MOST_STARS) return `it has more than ${MOST_STARS} stars`;
    if (text.includes('**')) return 'two stars stand side by side';
    if (bytesFromReadable(text) === undefined) return 'a backslash stands doubled or as \\xHH';
  }
  if (origin !== undefined && starsOf(origin) > starsOf(pattern)) return 'the origin has more stars than the pattern';
  return null;
}

function parseFields(text: string): Parsed<LetterRules['fields']> {
  const fields: Partial<Record<LetterFact, string[]>> = {};
  for (const part of text.split(/[\s,]+/).filter((each) => each !== '')) {
    const at = part.indexOf('=');
    const fact = LETTER_FACTS.find((each) => each === part.slice(0, Math.max(0, at)));
    const name = part.slice(at + 1);
    if (fact === undefined) return no(`"${part}" does not begin with one of ${LETTER_FACTS.join('=, ')}=.`);
    if (name === '' || bytesFromReadable(name) === undefined) return no(`"${part}" names no field.`);
    fields[fact] = [...(fields[fact] ?? []), name];
  }
  return { ok: true, value: fields };
}

function starsOf(text: string): number {
  return text.split('*').length - 1;
}

function no(sentence: string): { readonly ok: false; readonly sentence: string } {
  return { ok: false, sentence };
}
