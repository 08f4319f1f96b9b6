import { useId, useState, type ReactNode } from 'react';
import { MomentField } from './moment-field.tsx';
import type { MoveAim } from './move-view.ts';

interface AimFieldsProps {
  readonly aim: MoveAim;
  readonly at: string | undefined;
  readonly onAim: (at: string) => void;
}

/** Where a group is to go on: a time or entry, the beginning, the end. */
export function AimFields({ aim, at, onAim }: AimFieldsProps) {
  const name = useId();
  const [typing, setTyping] = useState(aim.to === 'nowhere' || aim.to === 'entry');
  const chosen = (to: MoveAim['to']) => (typing ? to === 'entry' : aim.to === to);
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">Where to</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        <Radio
          name={name}
          checked={chosen('entry')}
          onChoose={() => {
            setTyping(true);
          }}
        >
          To a time or an entry ID
        </Radio>
        <Radio
          name={name}
          checked={chosen('beginning')}
          onChoose={() => {
            setTyping(false);
            onAim('first');
          }}
        >
          To the beginning
        </Radio>
        <Radio
          name={name}
          checked={chosen('end')}
          onChoose={() => {
            setTyping(false);
            onAim('last');
          }}
        >
          To the end, skip unread
        </Radio>
      </div>
      {typing && (
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
    </fieldset>
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
