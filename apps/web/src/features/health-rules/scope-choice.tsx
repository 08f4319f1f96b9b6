import { useId } from 'react';
import { Segmented } from '../../ui/segmented.tsx';
import { FIELD } from '../actions/parts/guard-fields.tsx';
import type { Pattern, Scope } from './limits-draft.ts';

interface ScopeChoiceProps {
  readonly scope: Scope;
  readonly free: Pattern;
  readonly onScope: (scope: Scope) => void;
  readonly onFree: (free: Pattern) => void;
}

const SCOPES = [
  { value: 'group', label: 'This group' },
  { value: 'stream', label: 'All groups of this stream' },
  { value: 'pattern', label: 'A pattern' },
] as const;

/** Which groups the rule is for. */
export function ScopeChoice({ scope, free, onScope, onFree }: ScopeChoiceProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-3">
      <Segmented label="Which groups the rule is for" value={scope} options={SCOPES} onChange={onScope} />
      {scope === 'pattern' && (
        <div className="grid gap-3 sm:grid-cols-2">
          {(['stream', 'group'] as const).map((part) => (
            <div key={part}>
              <label htmlFor={`${id}-${part}`} className="mb-1.5 block text-small font-strong">
                {part === 'stream' ? 'Streams' : 'Groups'}
              </label>
              <input
                id={`${id}-${part}`}
                type="text"
                translate="no"
                autoComplete="off"
                spellCheck={false}
                value={free[part]}
                onChange={(event) => {
                  onFree({ ...free, [part]: event.target.value });
                }}
                className={`${FIELD} name`}
              />
            </div>
          ))}
          <p className="text-small text-text-3 sm:col-span-2">
            As in Redis: * stands for any characters, ? for one, [ab] for one of these. The more precise rule counts.
          </p>
        </div>
      )}
    </div>
  );
}
