import { formatCount } from '@weir/domain/metrics/format-figures';
import type { ConsumerAnswer } from '@weir/domain/wire/answers';
import { useId, useState } from 'react';
import { CONSUMER_WORD } from '../../../format/status-words.ts';
import { FIELD } from '../parts/guard-fields.tsx';
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
  const id = useId();
  const [typed, setTyped] = useState(to);
  const others = receivers(items, names);
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-small font-strong">
        Move {held === 1 ? 'its entry' : `${formatCount(held, 'full')} pending entries`} to
      </label>
      <input
        id={id}
        type="text"
        data-first-field=""
        list={`${id}-others`}
        translate="no"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={others.length === 0 ? 'Name of a consumer' : 'Choose one, or type a new name'}
        value={typed}
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(event.target.value);
        }}
        className={`${FIELD} name`}
      />
      <datalist id={`${id}-others`}>
        {others.map(({ consumer, health, pending }) => (
          <option key={consumer} value={consumer}>
            {CONSUMER_WORD[health]}, {formatCount(pending, 'full')} pending
          </option>
        ))}
      </datalist>
      <p id={`${id}-note`} className="mt-1 min-h-4 text-small text-text-3">
        {receiverNote(items, to, (health) => CONSUMER_WORD[health])}
      </p>
    </div>
  );
}
