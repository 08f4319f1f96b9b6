import type { FieldCondition } from '@weir/domain/actions/entry-filter';
import { useEffect, useRef, useState } from 'react';
import { useActionsClient } from '../actions/parts/actions-client.ts';
import { keepReason } from '../actions/parts/kept-reason.ts';
import { randomKey } from '../actions/parts/random-key.ts';
import { deleteInput, newRow, plansOf, type RequestRow, searchedAgain, toDelete } from './request-rows.ts';
import { runDeletes } from './run-deletes.ts';
import { runSearches } from './run-searches.ts';

/** What is looked for. It lives in this page alone: a value may be a person's. */
export interface RequestForm {
  readonly conditions: readonly FieldCondition[];
  readonly archive: boolean;
}

export type RequestPhase = 'choosing' | 'searching' | 'found' | 'deleting' | 'over';

/** One privacy request from its search to what came of it. `onBegun` is told the plans before anything is deleted. */
export function useRequest(conn: string, onBegun: (plans: readonly string[]) => void) {
  const client = useActionsClient();
  const [request] = useState(() => `privacy-${randomKey()}`);
  const [rows, setRows] = useState<readonly RequestRow[]>([]);
  const [phase, setPhase] = useState<RequestPhase>('choosing');
  const stop = useRef(new AbortController());
  const left = useRef(new AbortController());
  useEffect(() => {
    const here = new AbortController();
    left.current = here;
    return () => {
      // What is being counted for nobody is stopped; what is being deleted goes on as its job.
      here.abort();
      stop.current.abort();
    };
  }, []);

  const change = (stream: string, part: Partial<RequestRow>) => {
    setRows((now) => now.map((row) => (row.stream === stream ? { ...row, ...part } : row)));
  };
  const search = async (next: readonly RequestRow[], streams: readonly string[], form: RequestForm) => {
    setRows(next);
    setPhase('searching');
    stop.current = new AbortController();
    await runSearches({
      client,
      streams,
      inputOf: (stream) => deleteInput(conn, stream, form.conditions, form.archive, request),
      signal: stop.current.signal,
      pause,
      tell: (stream, state) => {
        change(stream, { search: state });
      },
    });
    setPhase('found');
  };
  return {
    rows,
    phase,
    change,
    search: (streams: readonly string[], form: RequestForm) => {
      void search(streams.map(newRow), streams, form);
    },
    searchAgain: (streams: readonly string[], form: RequestForm) => {
      const again = rows.map((row) => (streams.includes(row.stream) ? searchedAgain(row) : row));
      void search(again, streams, form);
    },
    stop: () => {
      stop.current.abort();
    },
    remove: (reason: string) => {
      keepReason(reason);
      onBegun(plansOf(rows));
      setPhase('deleting');
      stop.current = new AbortController();
      const run = { client, deletes: toDelete(rows), reason, stop: stop.current.signal, left: left.current.signal };
      void runDeletes({
        ...run,
        pause,
        tell: (stream, deletion) => {
          change(stream, { deletion });
        },
      }).then(() => {
        setPhase('over');
      });
    },
    reset: () => {
      stop.current.abort();
      setRows([]);
      setPhase('choosing');
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((go) => {
    setTimeout(go, ms);
  });
}
