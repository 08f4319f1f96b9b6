/**
 * A test for names from a pattern in which `*` stands for anything and `?` for one character. By hand instead of a
 * regular expression: in no more than name × pattern steps, whatever the two are.
 */
export function namePattern(pattern: string): (name: string) => boolean {
  if (pattern === '*') return () => true;
  if (!/[*?]/.test(pattern)) return (name) => name === pattern;
  return (name) => matches(name, pattern);
}

function matches(name: string, pattern: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let resume = 0;
  while (at < name.length) {
    if (pattern[place] === '*') {
      star = place;
      place += 1;
      resume = at;
    } else if (place < pattern.length && (pattern[place] === '?' || pattern[place] === name[at])) {
      place += 1;
      at += 1;
    } else if (star >= 0) {
      // The last star takes one character more.
      place = star + 1;
      resume += 1;
      at = resume;
    } else return false;
  }
  while (pattern[place] === '*') place += 1;
  return place === pattern.length;
}
