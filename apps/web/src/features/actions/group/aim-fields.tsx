import { useId, useState, type ReactNode } from 'react';
import { Field, FIELD } from '../../../ui/field.tsx';
import { MomentField } from '../../replay/moment-field.tsx';
import { byParam, likeParam, type MoveAim } from './move-view.ts';

interface AimFieldsProps {
  readonly aim: MoveAim;
  readonly at: string | undefined;
  /** The other groups of the stream; undefined = only places are offered, as for a new group. */
  readonly others?: readonly string[];
  readonly onAim: (at: string) => void;
}

type Choice = Exclude<MoveAim['to'], 'nowhere'>;

/** Where a group is to go on: a time or entry, so many entries away, as another group, the beginning, the end. */
export function AimFields({ aim, at, others, onAim }: AimFieldsProps) {
  const name = useId();
  const [chosen, setChosen] = useState<Choice>(aim.to === 'nowhere' ? 'entry' : aim.to);
  // The handle on the ruler chooses an entry, too; a choice made here is in the address a moment later.
  const [seen, setSeen] = useState(at);
  if (at !== seen) {
    setSeen(at);
    if (aim.to !== 'nowhere') setChosen(aim.to);
  }
  const radio = (to: Choice, words: string, first: string) => (
    <Radio
      name={name}
      checked={chosen === to}
      onChoose={() => {
        setChosen(to);
        onAim(first);
      }}
    >
      {words}
    </Radio>
  );
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">Where to</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {radio('entry', others === undefined ? 'From a time or an entry ID' : 'To a time or an entry ID', '')}
        {others !== undefined && radio('by', 'By a number of entries', '')}
        {others !== undefined && others.length > 0 && radio('like', 'As another group', '')}
        {radio('beginning', others === undefined ? 'From the beginning' : 'To the beginning', 'first')}
        {radio('end', others === undefined ? 'Only what comes from now on' : 'To the end, skip unread', 'last')}
      </div>
      {chosen === 'entry' && (
        <MomentField
          label="Read from"
          first
          id={aim.to === 'entry' ? (at ?? null) : null}
          open="not chosen yet"
          edge="start"
          onChange={(id) => {
            onAim(id ?? '');
          }}
        />
      )}
      {chosen === 'by' && <ByField aim={aim} onAim={onAim} />}
      {chosen === 'like' && others !== undefined && <LikeField aim={aim} others={others} onAim={onAim} />}
    </fieldset>
  );
}

const WRONG_COUNT = 'A whole number of entries, such as -500 or +20, up to 5,000,000.';

function ByField({ aim, onAim }: Pick<AimFieldsProps, 'aim' | 'onAim'>) {
  const [typed, setTyped] = useState(aim.to === 'by' ? `${aim.count > 0 ? '+' : ''}${aim.count}` : '');
  const wrong = typed.trim() !== '' && byParam(typed) === undefined;
  return (
    <Field label="Entries" aside="with a minus to go back" note="" trouble={wrong ? WRONG_COUNT : ''}>
      {(control) => (
        <input
          {...control}
          data-first-field=""
          type="text"
          inputMode="text"
          autoComplete="off"
          spellCheck={false}
          placeholder="-500"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            onAim(byParam(event.target.value) ?? '');
          }}
          className={`${FIELD} max-w-48 ${wrong ? 'border-crit' : ''}`}
        />
      )}
    </Field>
  );
}

interface LikeFieldProps {
  readonly aim: MoveAim;
  readonly others: readonly string[];
  readonly onAim: (at: string) => void;
}

function LikeField({ aim, others, onAim }: LikeFieldProps) {
  return (
    <Field label="Group to stand beside">
      {(control) => (
        <select
          {...control}
          translate="no"
          data-first-field=""
          value={aim.to === 'like' ? others.indexOf(aim.group) : -1}
          onChange={(event) => {
            const other = others[Number(event.target.value)];
            onAim(other === undefined ? '' : likeParam(other));
          }}
          className={`${FIELD} name max-w-80`}
        >
          <option value={-1} className="bg-overlay">
            choose one
          </option>
          {others.map((other, index) => (
            <option key={other} value={index} className="bg-overlay">
              {other === '' ? '(empty name)' : other}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface RadioProps {
  readonly name: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

function Radio({ name, checked, onChoose, children }: RadioProps) {
  return (
    <label className="flex min-h-6 cursor-pointer items-center gap-2 touch:min-h-11">
      <input type="radio" name={name} checked={checked} onChange={onChoose} className="size-4 accent-accent-solid" />
      {children}
    </label>
  );
}
