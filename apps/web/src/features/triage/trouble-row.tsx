import type { GroupRow } from '@weir/domain/wire/group-row';
import { memo } from 'react';
import { LEVEL_TEXT, STATUS_WORD } from '../../format/status-words.ts';
import { SentenceText } from '../../ui/sentence.tsx';
import { StatusGlyph } from '../../ui/status-glyph.tsx';
import { GROUP_COLUMNS, WIDE_ONLY } from '../groups/columns.ts';
import {
  Behind,
  CaughtUp,
  Flow,
  FlowTrend,
  GroupSpark,
  NumberCell,
  OldestPending,
  Unread,
} from '../groups/group-cells.tsx';
import { caughtUp } from '../groups/group-row-view.ts';
import { GroupName } from '../groups/group-name.tsx';
import { GroupSnooze } from '../alerts/group-snooze.tsx';
import { TroubleAction } from './trouble-action.tsx';
import { asCell, asRow } from '../../ui/table-roles.ts';
import type { SparkPoint } from '../../ui/sparkline-view.ts';

export interface TriageRowProps {
  readonly conn: string;
  readonly row: GroupRow;
  readonly spark: readonly SparkPoint[] | undefined;
}

/** Figures on the first line, the sentence and the way on below it. */
export const TroubleRow = memo(function TroubleRow({ conn, row, spark }: TriageRowProps) {
  return (
    <div {...asRow} data-row="" className="relative border-b border-line-subtle py-3 hover:bg-hover/50">
      <div role="presentation" className={`${GROUP_COLUMNS} items-start`}>
        <div {...asCell} className="pt-[3px]">
          <StatusGlyph shape={row.level} size={16} />
        </div>
        <div {...asCell} className="min-w-0 truncate" data-tip={`${row.group} on ${row.stream}`}>
          <GroupName conn={conn} row={row} />
        </div>
        <NumberCell className="font-semibold">
          <Unread row={row} />
        </NumberCell>
        <NumberCell className="font-semibold">
          <Behind row={row} />
        </NumberCell>
        <NumberCell className="font-semibold" below={row.pending > 0 ? <OldestPending row={row} /> : undefined}>
          {row.pending.toLocaleString('en-US')}
        </NumberCell>
        <NumberCell className={WIDE_ONLY} below={<FlowTrend row={row} />}>
          <Flow row={row} strong />
        </NumberCell>
        <div {...asCell} className={`pl-1.5 ${WIDE_ONLY}`}>
          <GroupSpark row={row} points={spark} caption="below" />
        </div>
        <NumberCell
          className={WIDE_ONLY}
          below={row.nextRunAt === 0 ? <span aria-hidden>{caughtUp(row).note}</span> : undefined}
        >
          <CaughtUp row={row} />
        </NumberCell>
      </div>
      <div {...asCell} className="-mt-1 flex items-end gap-6 pr-4 pl-11">
        <p className="max-w-[75ch] min-w-0 text-text-2">
          <TroubleSentence row={row} />
        </p>
        <span className="ml-auto flex shrink-0 items-center gap-2">
          <GroupSnooze conn={conn} stream={row.stream} group={row.group} on="triage" className="relative z-1" />
          <TroubleAction conn={conn} row={row} />
        </span>
      </div>
    </div>
  );
});

export function TroubleSentence({ row }: { readonly row: GroupRow }) {
  return (
    <>
      <b className={`font-semibold ${LEVEL_TEXT[row.level]}`}>{STATUS_WORD[row.status]}.</b>{' '}
      <SentenceText parts={row.sentence} />
    </>
  );
}
