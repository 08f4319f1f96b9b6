import { formatCount } from '@weir/domain/metrics/format-figures';
import type { ConsumerAnswer } from '@weir/domain/wire/answers';
import { useId, useState } from 'react';
import { CONSUMER_WORD } from '../../../format/status-words.ts';
import { AS_TYPED, Field, FIELD } from '../../../ui/field.tsx';
import { receiverNote, receivers } from './remove-view.ts';

interface ReceiverFieldProps {
  readonly items: readonly ConsumerAnswer[];
  readonly names: readonly string[];
  readonly held: number;
  readonly to: string;
  readonly onChange: (to: string) => void;
}

/** Who gets what the leaving consumers hold: one of the others, or one by a new name. */
export function ReceiverField({ items, names, held, to, onChange }: ReceiverFieldProps) {
  const list = useId();
  const [typed, setTyped] = useState(to);
  const others = receivers(items, names);
  return (
    <Field
      label={`Move ${held === 1 ? 'its entry' : `${formatCount(held, 'full')} pending entries`} to`}
      note={receiverNote(items, to, (health) => CONSUMER_WORD[health])}
    >
      {(control) => (
        <>
          <input
            {...control}
            {...AS_TYPED}
            data-first-field=""
            list={list}
            placeholder={others.length === 0 ? 'Name of a consumer' : 'Choose one, or type a new name'}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              onChange(event.target.value);
            }}
            className={`${FIELD} name`}
          />
          <datalist id={list}>
            {others.map(({ consumer, health, pending }) => (
              <option key={consumer} value={consumer}>
                {CONSUMER_WORD[health]}, {formatCount(pending, 'full')} pending
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
