import { type ReactNode, useId } from 'react';
import { CONDITIONS, conditionOf, type DraftTrouble, type RuleDraft, withCondition } from './rule-draft.ts';

interface RuleSentenceProps {
  readonly draft: RuleDraft;
  readonly trouble: DraftTrouble;
  readonly locked: boolean;
  readonly onChange: (draft: RuleDraft) => void;
}

const BOX =
  'inline-block max-w-full rounded-control border border-control bg-raised px-2 align-baseline font-semibold h-[30px] leading-[28px] disabled:border-dashed touch:h-11 aria-invalid:border-crit-g';

const OVER_WORDS = { groups: 'Of a group', streams: 'Of a stream', connection: 'Of the connection' } as const;

/** A rule as a sentence whose figures are fields. */
export function RuleSentence({ draft, trouble, locked, onChange }: RuleSentenceProps) {
  const option = conditionOf(draft.condition);
  const known = CONDITIONS.some(({ key }) => key === draft.condition);
  const field = (key: 'value' | 'clear' | 'lasting' | 'hold' | 'repeat', label: string, placeholder = '') => (
    <Inline
      label={label}
      value={draft[key]}
      placeholder={placeholder}
      trouble={trouble[key] ?? ''}
      locked={locked}
      onChange={(text) => {
        onChange({ ...draft, [key]: text });
      }}
    />
  );
  return (
    <div className="text-[15px] leading-9 touch:leading-[52px]">
      <p>
        Raise a{' '}
        <select
          aria-label="Severity"
          disabled={locked}
          value={draft.severity}
          onChange={(event) => {
            onChange({ ...draft, severity: event.target.value === 'critical' ? 'critical' : 'warning' });
          }}
          className={BOX}
        >
          <option value="warning">warning</option>
          <option value="critical">critical alert</option>
        </select>{' '}
        when{' '}
        <select
          aria-label="Condition"
          disabled={locked}
          value={draft.condition}
          onChange={(event) => {
            onChange(withCondition(draft, event.target.value));
          }}
          className={`${BOX} truncate`}
        >
          {!known && <option value={draft.condition}>{option.label}</option>}
          {(['groups', 'streams', 'connection'] as const).map((over) => (
            <optgroup key={over} label={OVER_WORDS[over]}>
              {CONDITIONS.filter((one) => one.over === over).map(({ key, label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        {option.unit !== null && <> {field('value', 'Limit')}</>} for {field('lasting', 'How long it must hold')}.
      </p>
      <p>
        It is over{' '}
        {option.unit !== null && (
          <>
            when {option.op === 'above' ? 'at most' : 'at least'}{' '}
            {field('clear', 'Level where it is over', 'the limit')}{' '}
          </>
        )}
        for {field('hold', 'How long it must be over')}. While it fires, say it again every{' '}
        {field('repeat', 'Repeat', 'never')}.
      </p>
    </div>
  );
}

interface InlineProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly trouble: string;
  readonly locked: boolean;
  readonly onChange: (text: string) => void;
}

function Inline({ label, value, placeholder, trouble, locked, onChange }: InlineProps) {
  const id = useId();
  const width = Math.max(value.length, placeholder.length, 3) + 3;
  return (
    <span className="inline-block max-w-full">
      <input
        type="text"
        aria-label={label}
        aria-invalid={trouble !== ''}
        aria-describedby={trouble === '' ? undefined : id}
        autoComplete="off"
        spellCheck={false}
        disabled={locked}
        placeholder={placeholder}
        value={value}
        style={{ width: `${width}ch` }}
        onChange={(event) => {
          onChange(event.target.value);
        }}
        className={`${BOX} text-center placeholder:font-normal placeholder:text-text-3`}
      />
      {trouble !== '' && (
        <span id={id} role="alert" className="block text-small leading-4 font-normal text-crit">
          {trouble}
        </span>
      )}
    </span>
  );
}

/** Which streams and groups it watches. */
export function RuleSubjects({ draft, trouble, locked, onChange }: RuleSentenceProps) {
  const { over } = conditionOf(draft.condition);
  if (over === 'connection') return null;
  const field = (key: 'streams' | 'groups' | 'except', label: string, hint: ReactNode) => (
    <PatternField
      label={label}
      hint={hint}
      value={draft[key]}
      trouble={trouble[key] ?? ''}
      locked={locked}
      onChange={(text) => {
        onChange({ ...draft, [key]: text });
      }}
    />
  );
  return (
    <fieldset className="grid gap-3 sm:grid-cols-3">
      <legend className="mb-2 font-semibold">Applies to</legend>
      {field('streams', 'Streams', '* is any text')}
      {over === 'groups' && field('groups', 'Groups', '* is any text')}
      {field('except', 'But not', 'stream or group')}
    </fieldset>
  );
}

interface PatternFieldProps extends Omit<InlineProps, 'placeholder'> {
  readonly hint: ReactNode;
}

function PatternField({ label, hint, value, trouble, locked, onChange }: PatternFieldProps) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-small text-text-2">
        {label}
      </label>
      <input
        id={id}
        type="text"
        translate="no"
        autoComplete="off"
        spellCheck={false}
        disabled={locked}
        value={value}
        aria-invalid={trouble !== ''}
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          onChange(event.target.value);
        }}
        className="name h-[30px] w-full rounded-control border border-control bg-canvas px-2.5 disabled:border-dashed touch:h-11 aria-invalid:border-crit-g"
      />
      <p id={`${id}-note`} className={`mt-1 text-micro ${trouble === '' ? 'text-text-3' : 'text-crit'}`}>
        {trouble === '' ? hint : trouble}
      </p>
    </div>
  );
}
