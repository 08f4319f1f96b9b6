import { ConsoleError } from '../errors/console-error.ts';
import type { History } from './history.ts';

const OFF = 'Weir keeps no history: WEIR_HISTORY_MAX_MB is 0.';

/** For a Weir that is told to remember nothing on disk. */
export function noHistory(): History {
  return {
    state: () => ({ state: 'off' }),
    note: refuse,
    series: refuse,
    picture: refuse,
    consumers: refuse,
    events: refuse,
    highest: refuse,
    baselines: refuse,
    extent: refuse,
    size: refuse,
    close: () => Promise.resolve(),
  };
}

function refuse(): Promise<never> {
  return Promise.reject(new ConsoleError('refused', OFF));
}
