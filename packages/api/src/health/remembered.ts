import type { GroupObservation } from '@weir/domain/groups/group-observation';
import { type Learning, recallBaseline } from '@weir/domain/health/baseline';
import type { History } from '@weir/domain/history/history';
import { pause } from '../act/act-tools.ts';

/** What was learned of the groups of one connection before Weir was started anew. */
export interface Remembered {
  /** True once all there is is here, or there is nothing to wait for. Before that nothing may be kept in its place. */
  readonly isHere: boolean;
  /** Asks for it, and waits for it, but not for long: it can come later all the same. */
  waited(): Promise<void>;
  /** Asks again where the history could not be asked before. */
  tryAgain(): void;
  /** Takes over what is kept of a group, once. */
  recall(learning: Learning, stream: string, group: GroupObservation, at: number): void;
  /** All groups there are were seen: what comes under the name of another one later is not that one. */
  forget(): void;
}

const PAGE = 1_000;
const TRY_EVERY_MS = 100;
// The picture of now comes first: what is learned later than that is taken over late.
const LONGEST_WAIT_MS = 3_000;

/** For a Weir that remembers nothing. */
export const NOTHING_REMEMBERED: Remembered = {
  isHere: true,
  waited: () => Promise.resolve(),
  tryAgain() {},
  recall() {},
  forget() {},
};

export function remember(history: History, connection: string, onFault: (fault: unknown) => void): Remembered {
  const kept = new Map<string, string>();
  let isHere = false;
  let loading: Promise<void> | undefined;

  async function load(): Promise<void> {
    for (let behind = 0, isMore = true; isMore;) {
      const page = await history.baselines(connection, behind, PAGE);
      for (const { stream, group, text } of page) kept.set(keyOf(stream, group), text);
      behind = page.at(-1)?.number ?? behind;
      isMore = page.length === PAGE;
    }
    isHere = true;
  }

  /** Undefined while the history cannot be asked. */
  function ask(): Promise<void> | undefined {
    const { state } = history.state();
    if (state === 'off') isHere = true;
    if (isHere || state !== 'ok') return loading;
    // In trouble once more: asked again with a later poll.
    loading ??= load()
      .catch(onFault)
      .finally(() => (loading = undefined));
    return loading;
  }

  return {
    get isHere() {
      return isHere;
    },
    async waited() {
      for (let left = LONGEST_WAIT_MS; left > 0 && !isHere; left -= TRY_EVERY_MS) {
        const asked = ask();
        if (!isHere) await (asked === undefined ? pause(TRY_EVERY_MS) : Promise.race([asked, pause(left)]));
      }
    },
    tryAgain() {
      if (!isHere) void ask();
    },
    recall(learning, stream, group, at) {
      const key = keyOf(stream, group.group);
      const text = kept.get(key);
      if (text === undefined) return;
      kept.delete(key);
      recallBaseline(learning, group, text, at);
    },
    forget() {
      kept.clear();
    },
  };
}

function keyOf(stream: string, group: string): string {
  return JSON.stringify([stream, group]);
}
