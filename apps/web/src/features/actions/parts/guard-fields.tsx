import { AS_TYPED, Field, FIELD } from '../../../ui/field.tsx';
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

/** What an operator gives before a change: why, and for what cannot be taken back the name of what it touches. */
export function GuardFields({ values, onChange, reasonNeeded, typeName, nameOf }: GuardFieldsProps) {
  const named = typeName === null ? null : typedName(values.typed, typeName);
  return (
    <div className="flex flex-col gap-4">
      <Field label="Reason, saved in the audit log" aside={reasonNeeded ? 'needed here' : 'optional'}>
        {(control) => (
          <input
            {...control}
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
        )}
      </Field>
      {named !== null && (
        <Field
          label={
            <>
              Type the name of the {nameOf}:{' '}
              <span translate="no" className="name font-strong break-all">
                {typeName}
              </span>
            </>
          }
          note={
            named.state === 'same' ? 'It is the same, byte by byte.' : named.state === 'differs' ? named.because : ''
          }
        >
          {(control) => (
            <input
              {...control}
              {...AS_TYPED}
              aria-invalid={named.state === 'differs' && named.because !== ''}
              value={values.typed}
              onChange={(event) => {
                onChange({ ...values, typed: event.target.value });
              }}
              className={`${FIELD} name`}
            />
          )}
        </Field>
      )}
    </div>
  );
}
