import type { Redis } from 'ioredis';
import type { Random } from '../scenarios/random.ts';
import type { Traffic } from '../traffic/traffic.ts';

/** What a trouble can reach. */
export interface Scene {
  readonly client: Redis;
  readonly traffic: Traffic;
  readonly random: Random;
  /** Calls `act` every `ms` until the demo ends. */
  readonly every: (ms: number, act: () => Promise<void> | void) => void;
}

/** Something that goes wrong once, at its time after the start. */
export interface Trouble {
  readonly atMs: number;
  /** What happens, for the person at the terminal. */
  readonly says: string;
  readonly begin: (scene: Scene) => Promise<void>;
}
