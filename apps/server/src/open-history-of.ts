import type { History } from '@weir/domain/history/history';
import { noHistory } from '@weir/domain/history/no-history';
import { openHistory } from '@weir/store/open-history';
import type { Settings } from './config/settings.ts';
import type { Log } from './log/create-log.ts';

/** The history that the settings ask for; what goes wrong with it is told in the log once. */
export function openHistoryOf({ dataDir, history: keep }: Settings, now: () => number, log: Log): History {
  if (keep.capBytes === 0) return noHistory();
  let said = '';
  return openHistory(dataDir, {
    now,
    keep,
    onState(state) {
      const sentence = state.state === 'trouble' ? state.sentence : state.state === 'ok' ? state.note : '';
      if (sentence !== said && sentence !== '') log.warn(sentence);
      else if (said !== '' && sentence === '') log.info('History is recorded again.');
      said = sentence;
    },
  });
}
