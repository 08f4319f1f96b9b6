import { formatCount } from '@weir/domain/metrics/format-figures';
import { useId } from 'react';
import { nameToSegment } from '../../app/name-in-url.ts';
import { useStreamRow, useStreamRows } from '../../live/use-live.ts';
import { AS_TYPED, Field, FIELD } from '../../ui/field.tsx';
import { useTypedParam } from '../../ui/use-typed-param.ts';
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
  const names = useId();
  const rows = useStreamRows() ?? [];
  const row = useStreamRow(draft.stream);
  const [typed, setTyped] = useTypedParam(draft.stream, (stream) => {
    onChange({ stream: stream === '' ? '' : nameToSegment(stream) });
  });
  return (
    <>
      <Field
        label="Stream"
        note={
          draft.stream === '' ? (
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
          )
        }
      >
        {(control) => (
          <>
            <input
              {...control}
              {...AS_TYPED}
              list={names}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
              }}
              className={`${FIELD} name`}
            />
            <datalist id={names}>
              {rows.slice(0, MOST_NAMES).map(({ stream }) => (
                <option key={stream} value={stream}>
                  {stream}
                </option>
              ))}
            </datalist>
          </>
        )}
      </Field>
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
