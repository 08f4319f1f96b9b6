import type { RedisRig } from '../../rig/redis-rig.ts';

export interface SlowCommand {
  readonly micros: number;
  /** Command and first words, long ones cut by the server. */
  readonly words: readonly string[];
}

/** What one shape of command took: at worst while Weir ran, and usually when the same command is sent again. */
export interface Judged {
  readonly shape: string;
  readonly times: number;
  readonly worstMs: number;
  readonly usualMs: number;
}

// Reads alone are sent again.
const REPEATABLE = new Set(['XINFO', 'XRANGE', 'XREVRANGE', 'XPENDING', 'XLEN', 'SCAN', 'MEMORY', 'INFO', 'DBSIZE']);
const REPEATS = 9;

/** From now on the server notes every command that takes longer than this. */
export async function watchSlow(rig: RedisRig, overMicros: number): Promise<void> {
  await rig.call('CONFIG', 'SET', 'slowlog-log-slower-than', overMicros);
  await rig.call('CONFIG', 'SET', 'slowlog-max-len', 10_000);
  await rig.call('SLOWLOG', 'RESET');
}

/** What was slow since `watchSlow`, but for the connection called `except`. */
export async function slowCommands(rig: RedisRig, except: string): Promise<readonly SlowCommand[]> {
  const rows = (await rig.call('SLOWLOG', 'GET', 10_000)) as [number, number, number, string[], string, string][];
  return rows.filter(([, , , , , client]) => client !== except).map(([, , micros, words]) => ({ micros, words }));
}

/**
 * The slow ones by shape. On a shared machine a command is slow at times because something else had the processor; so
 * the worst of each shape is sent again several times, and the median of those tells what the command itself takes.
 */
export async function judge(rig: RedisRig, slow: readonly SlowCommand[]): Promise<readonly Judged[]> {
  const shapes = new Map<string, SlowCommand[]>();
  for (const each of slow) shapes.set(shapeOf(each), [...(shapes.get(shapeOf(each)) ?? []), each]);
  const judged: Judged[] = [];
  for (const [shape, commands] of shapes) {
    const worst = commands.reduce((a, b) => (b.micros > a.micros ? b : a));
    judged.push({
      shape,
      times: commands.length,
      worstMs: worst.micros / 1_000,
      usualMs: (await usualMicros(rig, worst)) / 1_000,
    });
  }
  return judged;
}

/** The command with the key it was about; for one that has no key, the command alone. */
export function shapeOf({ words: [name = '', second = '', third = ''] }: SlowCommand): string {
  const upper = name.toUpperCase();
  if (upper === 'SCAN') return upper;
  return upper === 'XINFO' || upper === 'MEMORY' ? `${upper} ${second.toUpperCase()} ${third}` : `${upper} ${second}`;
}

async function usualMicros(rig: RedisRig, { words, micros }: SlowCommand): Promise<number> {
  const [name = '', ...rest] = words;
  // What cannot be sent again counts as it was seen.
  if (!REPEATABLE.has(name.toUpperCase())) return micros;
  await watchSlow(rig, 0);
  for (let at = 0; at < REPEATS; at += 1) await rig.call(name, ...rest);
  const own = (await slowCommands(rig, '')).filter((each) => each.words.join(' ') === words.join(' '));
  const times = own.map((each) => each.micros).toSorted((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? micros;
}
