import type { Summary } from '@weir/domain/wire/summary';
import { formatCount, formatDuration } from '@weir/domain/metrics/format-figures';
import { perSecondText } from '../../format/amount.ts';
import { usePictureTime } from '../../live/use-live.ts';
import { OldestFrom } from '../groups/group-cells.tsx';
import { UnknownTag } from '../../ui/unknown-tag.tsx';
import { Tile } from './tile.tsx';
import { useTotals } from './use-totals.ts';
import { memoryContext, memoryFigure, unreadContext, unreadFigure } from './tiles-view.ts';
import { NameText } from '../../ui/name-text.tsx';

export function Tiles({ summary }: { readonly summary: Summary }) {
  const sparks = useTotals(summary.connection);
  const { unread, pending, memory, furthest } = summary;
  return (
    <div className="grid grid-cols-3 gap-3 sm:gap-3.5 md:grid-cols-5">
      <Tile
        label="Unread"
        figure={unreadFigure(unread)}
        context={unreadContext(summary)}
        spark={sparks('unread')}
        tone="lag"
      />
      <Tile
        label="Furthest behind"
        figure={furthest === null ? '0 s' : <BehindFigure at={furthest.oldestUnreadAt} />}
        context={
          <>
            {furthest === null ? 'nothing is behind' : <Name text={furthest.group} />}
            {unread.batch.groups > 0 && ' · batch groups excluded'}
          </>
        }
        spark={sparks('behindMs')}
        tone="lag"
      />
      <Tile
        label="Pending"
        figure={formatCount(pending.value)}
        context={
          pending.oldestAt === null ? (
            'nothing waits'
          ) : (
            <>
              <OldestFrom at={pending.oldestAt} />
              {pending.holder !== '' && (
                <>
                  , held by <Name text={pending.holder} />
                </>
              )}
            </>
          )
        }
        spark={sparks('pending')}
        tone="wait"
      />
      <Tile
        wide
        label="Throughput"
        figure={
          summary.inPerSecond === null ? (
            <UnknownTag because="two polls are needed for a rate" />
          ) : (
            perSecondText(summary.inPerSecond)
          )
        }
        {...(summary.inPerSecond === null ? {} : { unit: '/s in' })}
        context={
          summary.outPerSecond === null
            ? 'acked not known yet'
            : `${perSecondText(summary.outPerSecond)}/s acked, all groups`
        }
        spark={sparks('inPerSecond')}
        tone="flow-in"
      />
      <Tile
        wide
        label="Redis memory"
        {...(memory === null
          ? { figure: <UnknownTag because="this account may not read it" /> }
          : memoryFigure(memory))}
        context={memory === null ? '' : memoryContext(memory)}
        spark={sparks('memoryBytes')}
        tone="size"
      />
    </div>
  );
}

function BehindFigure({ at }: { readonly at: number }) {
  return formatDuration(Math.max(0, usePictureTime() - at));
}

function Name({ text }: { readonly text: string }) {
  return (
    <span translate="no" className="name">
      <NameText text={text} />
    </span>
  );
}
