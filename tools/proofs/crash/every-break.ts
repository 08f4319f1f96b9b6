import type { Break } from './crash-run.ts';

// They change nothing, or only queue up for an EXEC (entries are added in no other way): with them nothing can have
// happened that did not happen before, so one way to die is enough.
const IDLE = new Set(
  'INFO PING XINFO XPENDING XRANGE SCAN MEMORY CLIENT COMMAND TYPE HGET HGETALL HMGET WATCH TIME MULTI XADD'.split(' '),
);
const ALL = ['weir', 'redis', 'both'] as const;

/**
 * Every way a job can break off: Weir, Redis or both die before or behind each write to the journal, and before or behind
 * each command, with its answer lost. Of a row of equal commands that only queue up for one EXEC the first and the last
 * stand for all.
 */
export function everyBreak(points: number, commands: readonly string[]): readonly Break[] {
  const breaks: Break[] = [];
  for (let number = 1; number <= points; number += 1) {
    for (const dies of ['weir', 'both'] as const) breaks.push({ at: 'journal', number, dies });
  }
  commands.forEach((name, index) => {
    if (commands[index - 1] === name && commands[index + 1] === name) return;
    const number = index + 1;
    if (IDLE.has(name)) {
      breaks.push({ at: 'command', number, fault: 'before', dies: 'both' });
      return;
    }
    for (const dies of ALL) breaks.push({ at: 'command', number, fault: 'before', dies });
    for (const dies of ['nobody', ...ALL] as const) breaks.push({ at: 'command', number, fault: 'after', dies });
  });
  return breaks;
}
