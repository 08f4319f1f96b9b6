import { memo, type ReactNode } from 'react';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { Behind, CaughtUp, Flow, GroupSpark, OldestPending, Unread } from '../groups/group-cells.tsx';
import { GroupName } from '../groups/group-name.tsx';
import { GroupSnooze } from '../alerts/group-snooze.tsx';
import { TroubleAction } from './trouble-action.tsx';
import { type TriageRowProps, TroubleSentence } from './trouble-row.tsx';

/** A troubled group on a phone. */
export const TroubleCard = memo(function TroubleCard({ conn, row, spark }: TriageRowProps) {
  return (
    <article data-row="" className="edge relative rounded-panel border border-line-subtle bg-panel p-4 shadow-panel">
      <div className="flex items-start gap-2.5">
        <StatusGlyph shape={row.level} size={16} className="mt-[3px]" />
        <div className="min-w-0 flex-1">
          <GroupName conn={conn} row={row} stacked />
        </div>
        <GroupSpark row={row} points={spark} />
      </div>
      <p className="mt-2 text-text-2">
        <TroubleSentence row={row} />
      </p>
      <dl className="my-3 flex flex-wrap gap-x-5 gap-y-2">
        <Fact word="unread">
          <Unread row={row} />
        </Fact>
        <Fact word="behind">
          <Behind row={row} />
        </Fact>
        <Fact
          word={
            row.pending > 0 ? (
              <>
                pending, <OldestPending row={row} />
              </>
            ) : (
              'pending'
            )
          }
        >
          {row.pending.toLocaleString('en-US')}
        </Fact>
        <Fact word="in → out /s">
          <Flow row={row} />
        </Fact>
        {(row.eta === 'never' || row.eta === 'time') && (
          <Fact word="caught up in">
            <CaughtUp row={row} />
          </Fact>
        )}
      </dl>
      <div className="flex flex-col gap-2">
        <TroubleAction conn={conn} row={row} />
        <GroupSnooze conn={conn} stream={row.stream} group={row.group} on="triage" className="relative z-1 h-11" />
      </div>
    </article>
  );
});

function Fact({ word, children }: { readonly word: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-small text-text-3">{word}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}
