import { ConsoleError } from '@weir/domain/errors/console-error';

const DEEPEST = 32;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** JSON of a request, not deeper than 32 and without keys that reach into objects. Throws ConsoleError `bad-input`. */
export function checkedJson(text: string): unknown {
  const value = parse(text);
  check(value, 1);
  return value;
}

function parse(text: string): unknown {
  // Counted on the text first: parsing something a million deep and walking it would be work for an attacker.
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inText) {
      if (character === '\\') at += 1;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > DEEPEST) throw new ConsoleError('bad-input', `A request may be at most ${DEEPEST} levels deep.`);
    } else if (character === ']' || character === '}') depth -= 1;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ConsoleError('bad-input', 'The request is not valid JSON.');
  }
}

function check(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) check(item, depth + 1);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (FORBIDDEN.has(key)) throw new ConsoleError('bad-input', 'The request holds a field name that is not accepted.');
    check(inner, depth + 1);
  }
}
