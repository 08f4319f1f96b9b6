import { formatCount } from '@weir/domain/metrics/format-figures';
import type { DeadLetterReason } from '@weir/domain/wire/dead-letter-answers';
import { Age } from '../../ui/age.tsx';
import { NameText } from '../../ui/name-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PanelWait } from '../stream/panel-wait.tsx';
import type { LetterFilter } from './letters-search.ts';
import { filterOfReason, isReasonOf, reasonWords, sampleWords } from './letters-view.ts';
import { useLetterReasons } from './use-letters.ts';

interface ReasonsPanelProps {
  readonly conn: string;
  readonly stream: string;
  readonly filter: LetterFilter;
  readonly onShow: (next: { stream?: string | undefined; filter: LetterFilter }) => void;
}

/** Why they failed, over all streams; a click lists those of one reason, another click all again. */
export function ReasonsPanel({ conn, stream, filter, onShow }: ReasonsPanelProps) {
  const query = useLetterReasons(conn);
  const reasons = query.data?.items ?? [];
  const most = Math.max(1, ...reasons.map(({ count }) => count));
  return (
    <Panel
      flush
      title="Why they failed"
      note={query.data === undefined ? undefined : sampleWords(query.data)}
      className="min-w-0"
    >
      {query.data === undefined ? (
        <PanelWait tried="Reading why they failed" query={query} lines={1} line="h-24" />
      ) : reasons.length === 0 ? (
        <p className="px-4 pb-4 text-text-2">There are none.</p>
      ) : (
        <ul className="drains max-h-[32rem] overflow-y-auto border-t border-line-subtle">
          {reasons.map((reason) => {
            const on = isReasonOf(reason, stream, filter);
            return (
              <li key={JSON.stringify([reason.stream, filterOfReason(reason)])}>
                <button
                  type="button"
                  aria-pressed={on}
                  onClick={() => {
                    onShow(on ? { filter: {} } : { stream: reason.stream, filter: filterOfReason(reason) });
                  }}
                  className={`block w-full border-b border-line-subtle px-4 py-2.5 text-left hover:bg-hover ${on ? 'tint-select' : ''}`}
                >
                  <Reason reason={reason} share={reason.count / most} />
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}

function Reason({ reason, share }: { readonly reason: DeadLetterReason; readonly share: number }) {
  const { origin, group, stream, count, firstAt } = reason;
  return (
    <>
      <span className="flex items-baseline gap-3">
        <span
          className={`min-w-0 flex-1 break-words ${reason.error === null ? 'text-text-2' : 'font-semibold'}`}
          translate="no"
        >
          {reasonWords(reason)}
        </span>
        <span className="font-semibold">{formatCount(count)}</span>
      </span>
      <span className="block text-small text-text-2">
        {origin === null ? (
          <>
            in <NameText text={stream} />, no origin known
          </>
        ) : (
          <>
            {group !== null && (
              <>
                <NameText text={group} /> on{' '}
              </>
            )}
            <NameText text={origin} />
          </>
        )}
        {firstAt !== null && (
          <>
            , since <Age at={firstAt} after="ago" />
          </>
        )}
      </span>
      <svg aria-hidden viewBox="0 0 100 3" preserveAspectRatio="none" className="mt-1.5 block h-[3px] w-full">
        <rect width="100" height="3" className="fill-line" />
        <rect width={Math.max(1, share * 100)} height="3" className="fill-warn-g" />
      </svg>
    </>
  );
}
