import type { StreamRow } from '@weir/domain/wire/stream-row';
import { useEffect, useRef, useState } from 'react';
import { useTRPCClient } from '../../app/trpc.ts';
import { afterRead, EMPTY_TAIL, nextQuestion, released, type Tail } from './tail.ts';

/** From one answer to the next question: at most one read a second, however fast entries come. */
const PAUSE_MS = 1_000;

interface Trouble {
  readonly error: unknown;
  /** Epoch ms of this browser. */
  readonly at: number;
}

interface Followed {
  readonly tail: Tail;
  /** False until the first answer. */
  readonly started: boolean;
  /** Why the last read brought nothing; null = it did. */
  readonly trouble: Trouble | null;
}

/** Follows a stream while it is on screen. A tab that nobody sees asks Redis for nothing. */
export function useTail(connection: string, { stream }: Pick<StreamRow, 'stream'>, held: boolean): Followed {
  const client = useTRPCClient();
  const [followed, setFollowed] = useState<Followed>({ tail: EMPTY_TAIL, started: false, trouble: null });
  const tail = useRef(EMPTY_TAIL);
  const isHeld = useRef(held);
  useEffect(() => {
    isHeld.current = held;
    if (held || tail.current.waitingCount === 0) return;
    tail.current = released(tail.current);
    setFollowed((before) => ({ ...before, tail: tail.current }));
  }, [held]);
  useEffect(() => {
    const ended = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const asked = nextQuestion(tail.current);
      try {
        const answer = await client.entries.list.query({ connection, stream, ...asked }, { signal: ended.signal });
        if (ended.signal.aborted) return;
        tail.current = afterRead(tail.current, asked, answer, isHeld.current);
        setFollowed({ tail: tail.current, started: true, trouble: null });
      } catch (error) {
        if (ended.signal.aborted) return;
        setFollowed((before) => ({ ...before, trouble: { error, at: Date.now() } }));
      }
    };
    const run = () => {
      const done = document.hidden ? Promise.resolve() : look();
      void done.then(() => {
        if (!ended.signal.aborted) timer = setTimeout(run, PAUSE_MS);
      });
    };
    run();
    return () => {
      ended.abort();
      clearTimeout(timer);
    };
  }, [client, connection, stream]);
  return followed;
}
