import type { RedisRig } from '../../rig/redis-rig.ts';

export interface SlowCommand {
  readonly micros: number;
  /** Command and first words, long ones cut by the server. */
  readonly words: readonly string[];
  readonly client: string;
}

/** From now on the server notes every command that takes longer than this. */
export async function watchSlow(rig: RedisRig, overMicros: number): Promise<void> {
  await rig.call('CONFIG', 'SET', 'slowlog-log-slower-than', overMicros);
  await rig.call('CONFIG', 'SET', 'slowlog-max-len', 10_000);
  await rig.call('SLOWLOG', 'RESET');
  await rig.call('CONFIG', 'RESETSTAT');
}

/** What was slow since `watchSlow`, but for the connection called `except`. */
export async function slowRound(rig: RedisRig, except: string): Promise<SlowRound> {
  const stats = String(await rig.call('INFO', 'commandstats'));
  const rows = (await rig.call('SLOWLOG', 'GET', 10_000)) as [number, number, number, string[], string, string][];
  return {
    slow: rows
      .map(([, , micros, words, , client]) => ({ micros, words, client }))
      .filter(({ client }) => client !== except),
    scans: Number(/cmdstat_scan:calls=(\d+)/.exec(stats)?.[1] ?? 0),
  };
}

/** The command with the key it was about; for one that has no key, the command alone. */
export function shapeOf({ words: [name = '', second = '', third = ''] }: SlowCommand): string {
  const upper = name.toUpperCase();
  if (upper === 'SCAN') return upper;
  return upper === 'XINFO' || upper === 'MEMORY' ? `${upper} ${second.toUpperCase()} ${third}` : `${upper} ${second}`;
}

/**
 * The shapes that were slow in every round. Slow in some alone, something else had the processor: these machines are
 * shared. SCAN goes over all keys in hundreds of calls, so for it a share of them has to be slow.
 */
export function slowEachTime(rounds: readonly SlowRound[], overMicros: number): readonly string[] {
  const slowIn = ({ slow, scans }: SlowRound): ReadonlySet<string> => {
    const shapes = slow.filter(({ micros }) => micros > overMicros).map(shapeOf);
    const slowScans = shapes.filter((shape) => shape === 'SCAN').length;
    return new Set(shapes.filter((shape) => shape !== 'SCAN' || slowScans > 0.02 * scans));
  };
  const [first = new Set<string>(), ...others] = rounds.map(slowIn);
  return [...first].filter((shape) => others.every((round) => round.has(shape)));
}

export interface SlowRound {
  readonly slow: readonly SlowCommand[];
  /** SCAN calls of the round. */
  readonly scans: number;
}
