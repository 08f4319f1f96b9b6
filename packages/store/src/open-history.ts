import { ConsoleError } from '@weir/domain/errors/console-error';
import type { History, HistoryState } from '@weir/domain/history/history';
import { historySentence } from './history/history-sentence.ts';
import type { Book, HistoryMethod, HistorySetup } from './history/messages.ts';
import type { Keep } from './history/retention.ts';
import { startThread } from './thread/start-thread.ts';

export interface HistoryOptions {
  /** This machine's clock, epoch ms. */
  readonly now: () => number;
  readonly keep: Keep;
  /** The file never grows above that; default: as large as the disk allows. */
  readonly hardLimitBytes?: number;
  /** How long after a trouble Weir tries again; default 3 s. */
  readonly retryMs?: number;
  /** Told when the state changes. */
  readonly onState?: (state: HistoryState) => void;
}

const WORKER = new URL(`./history/history-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
const RETRY_MS = 3_000;

/**
 * Opens the recorded history in a folder, on a thread of its own. Never fails and never waits for the disk: in trouble
 * nothing is recorded, it says so, and goes on by itself once the cause is gone.
 */
export function openHistory(folder: string, options: HistoryOptions): History {
  const { now, keep, hardLimitBytes = null, retryMs = RETRY_MS } = options;
  const stopped = historySentence({ kind: 'stopped' }, folder);
  let state: HistoryState = { state: 'trouble', sentence: stopped };
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;

  const hear = (sentence: string | null, note: string): void => {
    state = sentence === null ? { state: 'ok', note } : { state: 'trouble', sentence };
    options.onState?.(state);
    if (sentence !== null) tryLater();
  };
  const setup: HistorySetup = { folder, keep, hardLimitBytes };
  const thread = startThread<HistoryMethod>(WORKER, setup, stopped, hear);
  const recover = (): void => {
    thread.ask('recover', [], now()).catch(() => hear(stopped, ''));
  };
  const tryLater = (): void => {
    clearTimeout(retry);
    if (!isClosed) retry = setTimeout(recover, retryMs).unref();
  };
  const ask = async (
    method: keyof Book,
    args: readonly unknown[],
    moved?: readonly ArrayBuffer[],
  ): Promise<unknown> => {
    if (isClosed) throw new ConsoleError('refused', 'Weir is stopping: ask again when it runs.');
    if (state.state === 'trouble') throw new ConsoleError('refused', state.sentence);
    return thread.ask(method, args, now(), moved);
  };
  // Sound: the thread answers with what the method of that name answers.
  const asking = <Name extends keyof Book>(method: Name) =>
    ((...args: readonly unknown[]) => ask(method, args)) as History[Name];

  recover();
  return {
    state: () => state,
    note: (tick) => ask('note', [tick], [tick.keys.buffer, tick.figures.buffer]) as ReturnType<History['note']>,
    series: asking('series'),
    picture: asking('picture'),
    consumers: asking('consumers'),
    events: asking('events'),
    highest: asking('highest'),
    baselines: asking('baselines'),
    extent: asking('extent'),
    size: asking('size'),
    async close() {
      isClosed = true;
      clearTimeout(retry);
      await thread.close();
    },
  };
}
