import type { Trouble } from './troubles/trouble.ts';

export const USAGE = `npm run demo [-- --calm]

Starts a private Redis with producers and consumers, and the console for it.
  --calm   nothing goes wrong
WEIR_PORT says which port the console tries first (7380).`;

/** What stands under the line with the address. */
export function afterReady(redisPort: number, troubles: readonly Trouble[]): string {
  const lines = [`  This Redis from outside: redis-cli -p ${redisPort}`];
  if (troubles.length === 0) lines.push('  Nothing goes wrong in this run.');
  else lines.push('  What goes wrong, in seconds from now:', ...troubles.map(scheduled));
  if (troubles.length > 0) lines.push('  How to find out why, and how to mend it: docs/guide/demo.md');
  lines.push('  Ctrl-C stops all of it and leaves nothing behind.');
  return lines.join('\n');
}

function scheduled(trouble: Trouble): string {
  return `${String(Math.round(trouble.atMs / 1_000)).padStart(7)}  ${trouble.says}`;
}
