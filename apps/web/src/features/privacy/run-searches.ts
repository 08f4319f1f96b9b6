import type { ActionInput } from '@weir/domain/actions/action-input';
import type { PlanAnswer } from '@weir/domain/wire/action-answers';
import { failureOf } from '../../app/trpc.ts';
import type { ActionsClient } from '../actions/parts/actions-client.ts';
import type { SearchState } from './request-rows.ts';

/** The server counts four plans at once; one place stays free for whoever else works. */
const AT_ONCE = 3;
const LOOK_AGAIN_MS = 300;
const WAIT_MS = 1_500;
/** So often Weir may fail to answer in a row before a search counts as failed. */
const MOST_TRIES = 5;

export interface SearchRun {
  readonly client: Pick<ActionsClient, 'plan' | 'planned' | 'discard'>;
  readonly streams: readonly string[];
  readonly inputOf: (stream: string) => ActionInput;
  readonly signal: AbortSignal;
  readonly pause: (ms: number) => Promise<unknown>;
  readonly tell: (stream: string, search: SearchState) => void;
}

/** Searches stream after stream, a few at a time, until all are through or it is stopped. */
export async function runSearches(run: SearchRun): Promise<void> {
  const left = [...run.streams];
  const lane = async (): Promise<void> => {
    for (let stream = left.shift(); stream !== undefined; stream = left.shift()) {
      run.tell(stream, run.signal.aborted ? { at: 'stopped' } : await searchOne(run, stream));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

async function searchOne(run: SearchRun, stream: string): Promise<SearchState> {
  const { client, signal, pause, tell } = run;
  tell(stream, { at: 'looking', looked: 0 });
  try {
    let answer = await patiently(run, () => client.plan(run.inputOf(stream)));
    while (answer?.state === 'counting' && !signal.aborted) {
      tell(stream, { at: 'looking', looked: answer.looked });
      await pause(LOOK_AGAIN_MS);
      const { planId } = answer;
      answer = (await patiently(run, () => client.planned(planId))) ?? answer;
    }
    if (answer === null) return { at: 'stopped' };
    if (answer.state === 'ready') return { at: 'ready', plan: answer };
    // Best effort: it comes to its end by itself.
    await client.discard(answer.planId).catch(() => undefined);
    return { at: 'stopped' };
  } catch (error) {
    return { at: 'failed', sentence: failureOf(error).sentence };
  }
}

/** Asks again where the server is busy or away for a moment; null = stopped meanwhile. */
async function patiently({ signal, pause }: SearchRun, ask: () => Promise<PlanAnswer>): Promise<PlanAnswer | null> {
  for (let tries = 1; !signal.aborted; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      const { reason } = failureOf(error);
      // Somebody else's plans end some time; nobody answering does not.
      if (reason !== 'busy' && (reason !== 'unreachable' || tries >= MOST_TRIES)) throw error;
      await pause(WAIT_MS);
    }
  }
  return null;
}
