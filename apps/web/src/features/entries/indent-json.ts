/** Longer texts are shown as they are: indenting them would hold up the page for longer than it helps. */
const LONGEST = 256 * 1024;

const NO_INK = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gsu;

/**
 * JSON with line breaks and indents, and nothing else changed: numbers keep their digits, keys their order and their
 * duplicates, which parsing and printing again would lose. Undefined when `text` is not a JSON object or list.
 */
export function indentJson(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST || !/^[[{]/.test(trimmed)) return undefined;
  try {
    JSON.parse(trimmed);
  } catch {
    return undefined;
  }
  // Valid from here on, so tokens can be told apart without looking back.
  const tokens = trimmed.match(TOKEN) ?? [];
  let out = '';
  let depth = 0;
  tokens.forEach((token, index) => {
    const closes = token === '}' || token === ']';
    const before = tokens[index - 1];
    const empty = closes && (before === '{' || before === '[');
    if (closes) depth -= 1;
    if (closes && !empty) out += newLine(depth);
    out += inked(token);
    if (token === '{' || token === '[') {
      depth += 1;
      const next = tokens[index + 1];
      if (next !== '}' && next !== ']') out += newLine(depth);
    } else if (token === ',') out += newLine(depth);
    else if (token === ':') out += ' ';
  });
  return out;
}

function newLine(depth: number): string {
  return `\n${'  '.repeat(depth)}`;
}

// What has no ink or reorders its neighbours is written as JSON's own escape.
function inked(token: string): string {
  if (!NO_INK.test(token)) return token;
  return [...token].map((character) => (NO_INK.test(character) ? escaped(character) : character)).join('');
}

function escaped(character: string): string {
  let out = '';
  for (let at = 0; at < character.length; at += 1)
    out += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return out;
}
