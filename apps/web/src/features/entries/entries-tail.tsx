import type { StreamRow } from '@weir/domain/wire/stream-row';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { failureOf } from '../../app/trpc.ts';
import { Clock } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { emptyStreamWords } from '../stream/stream-view.ts';
import { EntryRowsSkeleton } from './entry-rows-skeleton.tsx';
import { EntryTable } from './entry-table.tsx';
import { TAIL_ROWS, tailWords } from './tail.ts';
import { TailButton } from './tail-button.tsx';
import { useTail } from './use-tail.ts';

interface EntriesTailProps {
  readonly conn: string;
  readonly row: StreamRow;
  readonly opened: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
  readonly onStop: () => void;
}

/** New entries as they come. Reading on, an opened entry or the key F holds the list; what comes meanwhile waits. */
export function EntriesTail({ conn, row, opened, onOpen, onStop }: EntriesTailProps) {
  const top = useRef<HTMLDivElement>(null);
  const scrolled = useScrolledPast(top);
  const [byHand, setByHand] = useState(false);
  const held = byHand || scrolled || opened !== undefined;
  const { tail, started, trouble } = useTail(conn, row, held);
  const goOn = () => {
    setByHand(false);
    onOpen(undefined);
    top.current?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <Panel flush>
      <div ref={top} className="scroll-mt-4" />
      <div className="sticky top-0 z-10 flex flex-wrap items-center gap-3 rounded-t-panel border-b border-line-subtle bg-panel px-4 py-3">
        <TailButton on onToggle={onStop} />
        <Button
          data-page-follow=""
          onClick={() => {
            if (held) goOn();
            else setByHand(true);
          }}
        >
          {held ? (tail.waitingCount > 0 ? 'Show them and follow' : 'Follow again') : 'Hold'}
        </Button>
        <span className="text-small text-text-2">{tailWords(tail, held)}</span>
        <span className="ml-auto text-small text-text-3">
          {tail.passedOver && 'More came than could be followed; some went by. '}
          The newest {TAIL_ROWS} at most.
        </span>
      </div>
      {trouble !== null && (
        <p role="alert" className="tint-warn px-4 py-1.5 text-small text-text-2">
          Reading new entries did not work at <Clock at={trouble.at} />. {failureOf(trouble.error).sentence} Weir keeps
          trying.
        </p>
      )}
      {tail.shown.length > 0 ? (
        <EntryTable
          conn={conn}
          stream={row.stream}
          caption={`Newest entries of ${row.stream}`}
          entries={tail.shown}
          opened={opened}
          onOpen={onOpen}
        />
      ) : started ? (
        <EmptyState title={emptyStreamWords(row)}>The first entry appears here by itself.</EmptyState>
      ) : (
        trouble === null && <EntryRowsSkeleton rows={12} />
      )}
    </Panel>
  );
}

/** True while the beginning of the list is scrolled out of sight: rows added there would move the ones being read. */
function useScrolledPast(element: RefObject<HTMLElement | null>): boolean {
  const [past, setPast] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const watcher = new IntersectionObserver(
      ([seen]) => {
        if (seen !== undefined) setPast(!seen.isIntersecting && seen.boundingClientRect.top < 60);
      },
      { root: document.getElementById('content') },
    );
    watcher.observe(target);
    return () => {
      watcher.disconnect();
    };
  }, [element]);
  return past;
}
