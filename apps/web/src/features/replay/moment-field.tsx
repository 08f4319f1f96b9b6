import { useState } from 'react';
import { useZone } from '../../app/preferences.ts';
import { offsetMinutes, zoneText } from '../../format/moment.ts';
import { redisClock } from '../../live/redis-clock.ts';
import { Field, FIELD } from '../../ui/field.tsx';
import { parseJump } from '../entries/parse-jump.ts';
import { editableMoment, momentWords } from './moment-text.ts';

interface MomentFieldProps {
  readonly label: string;
  /** Null = left open. */
  readonly id: string | null;
  /** What an open end means: "the first entry". */
  readonly open: string;
  /** A moment means the first id there can be at it (`start`) or the last one. */
  readonly edge: 'start' | 'end';
  readonly onChange: (id: string | null) => void;
  readonly first?: boolean;
}

/** One end of a range: takes a time, an age or an ID, in the zone of the top bar, and says which ID that is. */
export function MomentField({ label, id, open, edge, onChange, first = false }: MomentFieldProps) {
  const zone = useZone();
  const now = redisClock.now();
  const shown = id === null ? '' : editableMoment(id, now, zone);
  // What stands in the address is edited anew when it, or the zone, changes otherwise.
  const [edit, setEdit] = useState({ shown, typed: shown, trouble: '' });
  if (edit.shown !== shown) setEdit({ shown, typed: shown, trouble: '' });
  const commit = () => {
    const typed = edit.typed.trim();
    if (typed === shown) return;
    if (typed === '') {
      onChange(null);
      return;
    }
    const jump = parseJump(typed, edge === 'start' ? 'asc' : 'desc', now, offsetMinutes(now, zone));
    if (jump.ok) {
      setEdit({ ...edit, trouble: '' });
      onChange(jump.id);
    } else setEdit({ ...edit, trouble: jump.sentence });
  };
  return (
    <Field
      label={label}
      aside={zoneText(now, zone)}
      className="min-w-0"
      trouble={edit.trouble}
      note={
        id === null ? (
          `Empty = ${open}.`
        ) : (
          <>
            <span translate="no" className="name">
              {id}
            </span>
            {momentWords(id, now, zone) === '' ? '' : `, ${momentWords(id, now, zone)}`}
          </>
        )
      }
    >
      {(control) => (
        <input
          {...control}
          type="text"
          {...(first ? { 'data-first-field': '' } : {})}
          autoComplete="off"
          spellCheck={false}
          placeholder={open}
          value={edit.typed}
          onChange={(event) => {
            setEdit({ ...edit, typed: event.target.value, trouble: '' });
          }}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
          }}
          className={`${FIELD} ${edit.trouble === '' ? '' : 'border-crit'}`}
        />
      )}
    </Field>
  );
}
