import { useGroupRows } from '../../live/use-live.ts';
import { Field, FIELD } from '../../ui/field.tsx';
import { useTypedParam } from '../../ui/use-typed-param.ts';
import { DEFAULT_RATE, missingIn, type ReplayDraft } from './replay-draft.ts';
import { keepsUpNote } from './target-view.ts';

interface RateStepProps {
  readonly draft: ReplayDraft;
  readonly typed: string | undefined;
  readonly onChange: (rate: string) => void;
}

/** How fast, and whether those who read the target keep up with it. */
export function RateStep({ draft, typed: inAddress, onChange }: RateStepProps) {
  const groups = useGroupRows() ?? [];
  const [typed, setTyped] = useTypedParam(inAddress ?? String(DEFAULT_RATE), onChange);
  return (
    <Field
      label="Entries per second, at most"
      note={`${keepsUpNote(draft.into, groups, draft.rate ?? DEFAULT_RATE)} The rate can be changed while it runs.`.trim()}
      trouble={missingIn('rate', draft)}
    >
      {(control) => (
        <input
          {...control}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
          className={FIELD}
        />
      )}
    </Field>
  );
}
