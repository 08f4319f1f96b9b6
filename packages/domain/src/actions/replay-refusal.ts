import type { Sentence } from '../wire/sentence.ts';
import type { StreamFacts } from './look.ts';
import type { Draft } from './plan.ts';
import type { ReplayInput } from './replay-range.ts';
import { unknown } from '../known/known.ts';

/** A draft that only says why it cannot be done. */
export function refusedReplay(input: ReplayInput, refusal: Sentence, facts?: StreamFacts): Draft {
  const notCounted = unknown('nothing was counted, because this cannot be done');
  return {
    title: 'Replay entries',
    affects: { count: 0, exact: true },
    groups: [],
    warnings: [],
    commands: [],
    preview: {
      of: 'replay',
      inRange: notCounted,
      histogram: [],
      sample: [],
      bytes: notCounted,
      from: input.from ?? facts?.firstId ?? '',
      until: input.to ?? facts?.lastId ?? '',
      targetLength: null,
    },
    basis: {
      streamLastId: null,
      groupPosition: null,
      lastGeneratedId: facts?.lastGeneratedId ?? '0-0',
      entriesAdded: null,
      targetState: null,
    },
    work: null,
    refusal,
    typeName: null,
  };
}
