import type { FieldCondition } from '@weir/domain/actions/entry-filter';
import { X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { FIELD } from '../../ui/field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { conditionOf, conditionWords, filterText, MOST_CONDITIONS, TESTS } from './filter-param.ts';

interface FilterStepProps {
  readonly conditions: readonly FieldCondition[];
  readonly onChange: (f: string) => void;
  /** What it means that there is no condition. */
  readonly none?: string;
}

/** Which entries of the range: all conditions hold. */
export function FilterStep({
  conditions,
  onChange,
  none = 'No condition: every entry of the range.',
}: FilterStepProps) {
  const [field, setField] = useState('');
  const [test, setTest] = useState<string>('is');
  const [value, setValue] = useState('');
  const next = conditionOf(field, test, value);
  const full = conditions.length >= MOST_CONDITIONS;
  const withValue = test === 'is' || test === 'contains';
  return (
    <>
      <FilterChips
        conditions={conditions}
        none={none}
        onRemove={(at) => {
          onChange(filterText(conditions.filter((_, index) => index !== at)));
        }}
      />
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (next === null || full) return;
          onChange(filterText([...conditions, next]));
          setField('');
          setValue('');
        }}
      >
        <TextField label="Field" name className="min-w-0 flex-1 basis-32" value={field} onChange={setField} />
        <select
          aria-label="What holds of it"
          value={test}
          onChange={(event) => {
            setTest(event.target.value);
          }}
          className={`${FIELD} max-w-40`}
        >
          {TESTS.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        {withValue && (
          <TextField label="Value" name className="min-w-0 flex-1 basis-32" value={value} onChange={setValue} />
        )}
        <Button
          type="submit"
          size="large"
          disabled={field === '' || next === null || full}
          data-tip={full ? 'Eight conditions are the most there can be.' : undefined}
        >
          Add
        </Button>
      </form>
      <p className="text-small text-text-3">
        All conditions must hold. Names and values are compared byte by byte; bytes that are no text are written as
        \xff.
      </p>
    </>
  );
}

interface FilterChipsProps {
  readonly conditions: readonly FieldCondition[];
  readonly none: string;
  readonly onRemove: (at: number) => void;
}

function FilterChips({ conditions, none, onRemove }: FilterChipsProps) {
  if (conditions.length === 0) return <p className="text-text-2">{none}</p>;
  return (
    <ul aria-label="Conditions" className="flex flex-wrap gap-2">
      {conditions.map((condition, at) => {
        const words = conditionWords(condition);
        return (
          <li
            // The same condition may stand twice.
            // oxlint-disable-next-line react/no-array-index-key
            key={`${words} ${at}`}
            className="tint-accent inline-flex max-w-full items-center gap-0.5 rounded-tag border border-accent/60 pl-2 text-small"
          >
            <span translate="no" className="min-w-0 break-words">
              {words}
            </span>
            <button
              type="button"
              aria-label={`Remove condition ${words}`}
              onClick={() => {
                onRemove(at);
              }}
              className="flex size-6 items-center justify-center text-text-2 hover:text-text touch:size-11"
            >
              <X size={12} strokeWidth={2} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
