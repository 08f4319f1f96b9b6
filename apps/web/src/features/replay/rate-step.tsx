import { useId } from 'react';
import { useGroupRows } from '../../live/use-live.ts';
import { useTypedParam } from '../../ui/use-typed-param.ts';
import { FIELD } from '../actions/parts/guard-fields.tsx';
import { DEFAULT_RATE, missingIn, type ReplayDraft } from './replay-draft.ts';
import { keepsUpNote } from './target-view.ts';

interface RateStepProps {
  readonly draft: ReplayDraft;
  readonly typed: string | undefined;
  readonly onChange: (rate: string) => void;
}

/** How fast, and whether those who read the target keep up with it. */
export function RateStep({ draft, typed: inAddress, onChange }: RateStepProps) {
  const id = useId();
  const groups = useGroupRows() ?? [];
  const [typed, setTyped] = useTypedParam(inAddress ?? String(DEFAULT_RATE), onChange);
  const wrong = missingIn('rate', draft);
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-small font-strong">
        Entries per second, at most
      </label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        aria-invalid={wrong !== ''}
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        className={FIELD}
      />
      <p id={`${id}-note`} className={`mt-1 text-small ${wrong === '' ? 'text-text-3' : 'text-crit'}`}>
        {wrong !== ''
          ? wrong
          : `${keepsUpNote(draft.into, groups, draft.rate ?? DEFAULT_RATE)} The rate can be changed while it runs.`.trim()}
      </p>
    </div>
  );
}
