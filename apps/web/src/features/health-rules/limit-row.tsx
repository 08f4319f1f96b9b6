import { LIMIT_SENTENCES, limitValue } from '@weir/domain/health/limit-words';
import { formatDuration } from '@weir/domain/metrics/format-figures';
import type { LimitAnswer, UsualAnswer } from '@weir/domain/wire/health-answers';
import { useId, type ReactNode } from 'react';
import { FIELD } from '../../ui/field.tsx';
import { NameText } from '../../ui/name-text.tsx';

interface LimitRowProps {
  readonly answer: LimitAnswer;
  readonly usual: UsualAnswer;
  readonly text: string;
  readonly because: string | undefined;
  readonly onType: (text: string) => void;
}

/** One limit as a sentence with its field, where it comes from, and what the group's own past says of it. */
export function LimitRow({ answer, usual, text, because, onType }: LimitRowProps) {
  const id = useId();
  const [before, after] = LIMIT_SENTENCES[answer.limit];
  return (
    <li className="grid gap-x-4 gap-y-1 border-b border-line-subtle px-4 py-3 last:border-0 md:grid-cols-[minmax(0,1fr)_minmax(0,18rem)]">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <label htmlFor={id}>{before}</label>
        <span className="w-20">
          <input
            id={id}
            type="text"
            autoComplete="off"
            spellCheck={false}
            value={text}
            aria-invalid={because !== undefined}
            aria-describedby={`${id}-note`}
            onChange={(event) => {
              onType(event.target.value);
            }}
            className={`${FIELD} tabular-nums ${because === undefined ? '' : 'border-crit'}`}
          />
        </span>
        <span>{after === '' ? '' : `${after}.`}</span>
      </div>
      <div id={`${id}-note`} className="text-small text-text-3">
        {because === undefined ? <Origin answer={answer} /> : <span className="text-crit">{because}</span>}
        <Known answer={answer} usual={usual} />
      </div>
    </li>
  );
}

function Origin({ answer: { limit, standard, rule } }: { readonly answer: LimitAnswer }) {
  if (rule === null) return <span className="block">The default.</span>;
  return (
    <span className="block">
      Set by {rule.setBy} for{' '}
      <span translate="no" className="name break-all">
        <NameText text={rule.group} /> on <NameText text={rule.stream} />
      </span>
      ; the default is {limitValue(limit, standard)}.
    </span>
  );
}

// What an operator has to know before moving this limit.
function Known({ answer: { limit, value }, usual }: Pick<LimitRowProps, 'answer' | 'usual'>): ReactNode {
  switch (limit) {
    case 'callMs': {
      if (usual.longestGapMs === null)
        return 'No consumer came back after a pause yet. It must be above the block time of a read.';
      const gap = formatDuration(usual.longestGapMs);
      const close = usual.longestGapMs >= value;
      return (
        <span className={close ? 'text-warn' : ''}>
          Longest gap seen in the last day: {gap}, by{' '}
          <span translate="no" className="name break-all">
            <NameText text={usual.longestGapBy} />
          </span>
          {usual.callsSeen ? '.' : '; this server shows only calls that got something.'} The limit must be above it.
        </span>
      );
    }
    case 'slowFactor':
      return usual.handlingMs === null
        ? 'How long this group usually takes is not known yet.'
        : `This group usually takes ${formatDuration(usual.handlingMs)}. Nothing under 10 s is called late.`;
    case 'batchEveryMs':
      return usual.pauseMs === null
        ? 'No habit of reading in batches was seen. Leave it empty to go by its pauses.'
        : `Seen: it reads about every ${formatDuration(usual.pauseMs)}.`;
    default:
      return null;
  }
}
