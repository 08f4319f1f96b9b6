import { formatCount } from '@weir/domain/metrics/format-figures';
import { useId } from 'react';
import { nameToSegment } from '../../app/name-in-url.ts';
import { useStreamRow, useStreamRows } from '../../live/use-live.ts';
import { useTypedParam } from '../../ui/use-typed-param.ts';
import { FIELD } from '../actions/parts/guard-fields.tsx';
import { MomentField } from './moment-field.tsx';
import type { ReplayDraft, ReplaySearch } from './replay-draft.ts';

interface SourceStepProps {
  readonly draft: ReplayDraft;
  readonly onChange: (part: ReplaySearch) => void;
}

/** A longer list of names cannot be looked through; the rest is typed. */
const MOST_NAMES = 500;

/** Which stream, and from when to when. */
export function SourceStep({ draft, onChange }: SourceStepProps) {
  const id = useId();
  const rows = useStreamRows() ?? [];
  const row = useStreamRow(draft.stream);
  const [typed, setTyped] = useTypedParam(draft.stream, (stream) => {
    onChange({ stream: stream === '' ? '' : nameToSegment(stream) });
  });
  return (
    <>
      <div>
        <label htmlFor={id} className="mb-1.5 block text-small font-strong">
          Stream
        </label>
        <input
          id={id}
          type="text"
          list={`${id}-names`}
          translate="no"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          aria-describedby={`${id}-note`}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
          className={`${FIELD} name`}
        />
        <datalist id={`${id}-names`}>
          {rows.slice(0, MOST_NAMES).map(({ stream }) => (
            <option key={stream} value={stream}>
              {stream}
            </option>
          ))}
        </datalist>
        <p id={`${id}-note`} className="mt-1 text-small break-words text-text-3">
          {draft.stream === '' ? (
            'The entries are read from here; it stays as it is.'
          ) : row === undefined ? (
            'Weir has seen no stream of this name.'
          ) : row.length === 0 ? (
            'It is empty.'
          ) : (
            <>
              {formatCount(row.length, 'full')} entries, from{' '}
              <span translate="no" className="name">
                {row.firstId}
              </span>{' '}
              to{' '}
              <span translate="no" className="name">
                {row.lastId}
              </span>
            </>
          )}
        </p>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <MomentField
          label="From"
          id={draft.from}
          open="the first entry"
          edge="start"
          onChange={(from) => {
            onChange({ from: from ?? '' });
          }}
        />
        <MomentField
          label="To"
          id={draft.to}
          open="the last entry there is now"
          edge="end"
          onChange={(to) => {
            onChange({ to: to ?? '' });
          }}
        />
      </div>
    </>
  );
}
