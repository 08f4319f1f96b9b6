import type { HistoryAnswer } from '@weir/domain/wire/history-answers';
import type { Watch } from '../observe/watch.ts';

const NOTHING = { pollsFrom: null, oldest: null, newest: null, size: null } as const;

/** How recording stands, from when to when, and what it takes. */
export async function describeHistory({ history, id }: Watch): Promise<HistoryAnswer> {
  const state = history.state();
  if (state.state === 'off')
    return { state: 'off', sentence: 'Weir keeps no history: WEIR_HISTORY_MAX_MB is 0.', ...NOTHING };
  if (state.state === 'trouble') return { state: 'trouble', sentence: state.sentence, ...NOTHING };
  const [extent, size] = await Promise.all([history.extent(id), history.size()]);
  return { state: 'ok', sentence: state.note, ...extent, size };
}
