import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openStore, type Store, type StoreOptions } from '../open-store.ts';
import { AT } from './sample-job.ts';

/** A folder of its own with stores on it; `end` closes them and removes it. */
export interface StoreRig {
  readonly folder: string;
  readonly database: string;
  readonly anchor: string;
  /** The clock of all stores of this rig. */
  now: number;
  open(options?: Partial<StoreOptions>): Promise<Store>;
  end(): Promise<void>;
}

export function storeRig(): StoreRig {
  const folder = mkdtempSync(join(tmpdir(), 'weir-store-'));
  const opened: Store[] = [];
  const rig: StoreRig = {
    folder,
    database: join(folder, 'weir.db'),
    anchor: join(folder, 'audit-anchor.json'),
    now: AT,
    async open(options) {
      const store = await openStore(folder, { now: () => rig.now, retryMs: 20, ...options });
      opened.push(store);
      return store;
    },
    async end() {
      await Promise.all(opened.map((store) => store.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return rig;
}

/** The sentence of the trouble a store is in; '' = none. */
export function troubleOf(store: Store): string {
  const state = store.state();
  return state === 'ok' ? '' : state.trouble;
}

/** Comes back when it holds; fails after thirty seconds. */
export async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 30_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error('it did not come to hold within thirty seconds');
    await wait(5);
  }
}
