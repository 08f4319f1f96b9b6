import { useId } from 'react';
import { typedName } from './guard-view.ts';

export interface GuardValues {
  readonly reason: string;
  readonly typed: string;
}

interface GuardFieldsProps {
  readonly values: GuardValues;
  readonly onChange: (values: GuardValues) => void;
  readonly reasonNeeded: boolean;
  /** The name to type; null = none. */
  readonly typeName: string | null;
  /** What the name belongs to: "stream", "group". */
  readonly nameOf: string;
}

export const FIELD =
  'w-full rounded-control border border-control bg-canvas px-2.5 text-text placeholder:text-text-3 h-8 touch:h-11';

/** What an operator gives before a change: why, and for what cannot be taken back the name of what it touches. */
export function GuardFields({ values, onChange, reasonNeeded, typeName, nameOf }: GuardFieldsProps) {
  const id = useId();
  const named = typeName === null ? null : typedName(values.typed, typeName);
  return (
    <div className="flex flex-col gap-4">
      <div>
        <label htmlFor={`${id}-reason`} className="mb-1.5 block text-small font-strong">
          Reason, saved in the audit log{' '}
          <span className="font-normal text-text-3">{reasonNeeded ? 'needed here' : 'optional'}</span>
        </label>
        <input
          id={`${id}-reason`}
          data-first-field=""
          type="text"
          maxLength={500}
          autoComplete="off"
          required={reasonNeeded}
          placeholder="What happened, or a ticket"
          value={values.reason}
          onChange={(event) => {
            onChange({ ...values, reason: event.target.value });
          }}
          className={FIELD}
        />
      </div>
      {typeName !== null && named !== null && (
        <div>
          <label htmlFor={`${id}-name`} className="mb-1.5 block text-small font-strong">
            Type the name of the {nameOf}:{' '}
            <span translate="no" className="name font-strong break-all">
              {typeName}
            </span>
          </label>
          <input
            id={`${id}-name`}
            type="text"
            translate="no"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            aria-invalid={named.state === 'differs' && named.because !== ''}
            aria-describedby={`${id}-name-note`}
            value={values.typed}
            onChange={(event) => {
              onChange({ ...values, typed: event.target.value });
            }}
            className={`${FIELD} name`}
          />
          <p id={`${id}-name-note`} className="mt-1 min-h-4 text-small text-text-3">
            {named.state === 'same' ? 'It is the same, byte by byte.' : named.state === 'differs' ? named.because : ''}
          </p>
        </div>
      )}
    </div>
  );
}
