import type { RedisRig } from '../../rig/redis-rig.ts';

export interface SlowCommand {
  readonly micros: number;
  /** Command and first words, long ones cut by the server. */
  readonly words: readonly string[];
}

/** What one shape of command took: at worst while Weir ran, and each time the same command was sent again. */
export interface Judged {
  readonly shape: string;
  readonly times: number;
  readonly worstMs: number;
  /** The quickest of the repetitions: what the command itself takes. */
  readonly ownMs: number;
  /** All repetitions, quickest first. */
  readonly againMs: readonly number[];
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
 * The slow ones by shape. The server's clock runs on while another process has its processor, so on a shared machine any
 * command is slow at times. What comes on top that way can only add: the worst of each shape is sent again several times
 * in place, and the quickest of those is the command's own; the rest is the machine's. All of them are told.
 */
export async function judge(rig: RedisRig, slow: readonly SlowCommand[]): Promise<readonly Judged[]> {
  const shapes = new Map<string, SlowCommand[]>();
  for (const each of slow) shapes.set(shapeOf(each), [...(shapes.get(shapeOf(each)) ?? []), each]);
  const judged: Judged[] = [];
  for (const [shape, commands] of shapes) {
    const worst = commands.reduce((a, b) => (b.micros > a.micros ? b : a));
    const againMs = (await microsAgain(rig, worst)).map((micros) => micros / 1_000);
    const worstMs = worst.micros / 1_000;
    judged.push({ shape, times: commands.length, worstMs, ownMs: againMs[0] ?? worstMs, againMs });
  }
  return judged;
}

/** The command with the key it was about; for one that has no key, the command alone. */
export function shapeOf({ words: [name = '', second = '', third = ''] }: SlowCommand): string {
  const upper = name.toUpperCase();
  if (upper === 'SCAN') return upper;
  return upper === 'XINFO' || upper === 'MEMORY' ? `${upper} ${second.toUpperCase()} ${third}` : `${upper} ${second}`;
}

/** How long each of several repetitions took, quickest first; as it was seen, for what cannot be sent again. */
async function microsAgain(rig: RedisRig, { words, micros }: SlowCommand): Promise<readonly number[]> {
  const [name = '', ...rest] = words;
  if (!REPEATABLE.has(name.toUpperCase())) return [micros];
  await watchSlow(rig, 0);
  for (let at = 0; at < REPEATS; at += 1) await rig.call(name, ...rest);
  const own = (await slowCommands(rig, '')).filter((each) => each.words.join(' ') === words.join(' '));
  return own.map((each) => each.micros).toSorted((a, b) => a - b);
}
