/**
 * A test for names from what was typed into a filter: text anywhere in the name, or with `*` a pattern over the whole
 * of it ("orders*"). Upper and lower case are the same. Empty text lets everything through.
 */
export function nameFilter(typed: string): (name: string) => boolean {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return () => true;
  if (!wanted.includes('*')) return (name) => name.toLowerCase().includes(wanted);
  const parts = wanted.split('*');
  return (name) => matchesParts(name.toLowerCase(), parts);
}

// By hand instead of a regular expression: names of attackers' choosing must not make the page hang.
function matchesParts(name: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}
