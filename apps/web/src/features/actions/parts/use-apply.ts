import type { ApplyAnswer } from '@weir/domain/wire/action-answers';
import { useEffect, useRef, useState } from 'react';
import { type Failure, failureOf } from '../../../app/trpc.ts';
import { type ApplyRequest, useActionsClient } from './actions-client.ts';
import { randomKey } from './random-key.ts';

export type ApplyState =
  | { readonly state: 'rest' }
  | { readonly state: 'sending' }
  /** Weir's reply was lost; it is asked under the same key what came of it. */
  | { readonly state: 'checking' }
  | { readonly state: 'answered'; readonly answer: ApplyAnswer }
  | { readonly state: 'failed'; readonly failure: Failure };

const AGAIN_MS = 1_500;
const REST: ApplyState = { state: 'rest' };

/** Applies a plan, once: a reply that was lost is asked for again under the same key, which does nothing twice. */
export function useApply(): {
  readonly apply: ApplyState;
  readonly send: (request: Omit<ApplyRequest, 'key'>) => void;
  readonly reset: () => void;
} {
  const client = useActionsClient();
  const [apply, setApply] = useState<ApplyState>(REST);
  const underWay = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const ask = (request: ApplyRequest, again: boolean): void => {
    client.apply(request).then(
      (answer) => {
        underWay.current = false;
        setApply({ state: 'answered', answer });
      },
      (error: unknown) => {
        const failure = failureOf(error);
        if (
          failure.reason === 'unreachable' ||
          failure.reason === 'timed-out' ||
          (again && failure.reason === 'busy')
        ) {
          setApply({ state: 'checking' });
          timer.current = setTimeout(() => {
            ask(request, true);
          }, AGAIN_MS);
          return;
        }
        underWay.current = false;
        setApply({ state: 'failed', failure });
      },
    );
  };
  return {
    apply,
    send: (request) => {
      // A second click or a held key is the same wish.
      if (underWay.current) return;
      underWay.current = true;
      setApply({ state: 'sending' });
      ask({ ...request, key: randomKey() }, false);
    },
    reset: () => {
      setApply(REST);
    },
  };
}
