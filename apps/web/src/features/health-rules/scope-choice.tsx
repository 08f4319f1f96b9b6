import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
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
  return (
    <div className="flex flex-col gap-3">
      <Segmented label="Which groups the rule is for" value={scope} options={SCOPES} onChange={onScope} />
      {scope === 'pattern' && (
        <div className="grid gap-3 sm:grid-cols-2">
          {(['stream', 'group'] as const).map((part) => (
            <TextField
              key={part}
              label={part === 'stream' ? 'Streams' : 'Groups'}
              name
              value={free[part]}
              onChange={(pattern) => {
                onFree({ ...free, [part]: pattern });
              }}
            />
          ))}
          <p className="text-small text-text-3 sm:col-span-2">
            As in Redis: * stands for any characters, ? for one, [ab] for one of these. The more precise rule counts.
          </p>
        </div>
      )}
    </div>
  );
}
