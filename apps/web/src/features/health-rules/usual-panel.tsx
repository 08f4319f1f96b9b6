import { formatDuration, formatRate } from '@weir/domain/metrics/format-figures';
import type { UsualAnswer } from '@weir/domain/wire/health-answers';
import type { ReactNode } from 'react';
import { Clock } from '../../ui/age.tsx';
import { Panel } from '../../ui/panel.tsx';

/** What Weir learned of the group's own past, which is what "usual" and "normal" mean in its verdicts. */
export function UsualPanel({ usual }: { readonly usual: UsualAnswer }) {
  const { inThisHour, handlingMs, pauseMs, watchedSince } = usual;
  return (
    <Panel
      title="What is usual for this group"
      note={
        <>
          learned since <Clock at={watchedSince} />
        </>
      }
    >
      <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)]">
        <Fact word="In at this hour of the day">
          {inThisHour.known
            ? `${formatRate(inThisHour.value.perSecond)}, from ${inThisHour.value.days} ${inThisHour.value.days === 1 ? 'day' : 'days'}`
            : `not known yet: ${inThisHour.because}`}
        </Fact>
        <Fact word="Time an entry is in hand">
          {handlingMs === null ? 'not known yet: no entries were seen to be worked on' : formatDuration(handlingMs)}
        </Fact>
        <Fact word="Pauses while entries wait">
          {pauseMs === null ? 'none of like length were seen' : `about every ${formatDuration(pauseMs)}`}
        </Fact>
      </dl>
    </Panel>
  );
}

function Fact({ word, children }: { readonly word: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-text-3">{word}</dt>
      <dd>{children}</dd>
    </>
  );
}
