import { CalendarSearch } from 'lucide-react';
import { useId, useState } from 'react';
import { useZone } from '../../app/preferences.ts';
import { offsetMinutes } from '../../format/moment.ts';
import { redisClock } from '../../live/redis-clock.ts';
import { Button } from '../../ui/button.tsx';
import type { Direction } from './entries-view.ts';
import { parseJump } from './parse-jump.ts';

interface JumpFieldProps {
  readonly direction: Direction;
  readonly onJump: (id: string) => void;
}

/** Takes a time, an age or an ID, and says beside itself when it is none. */
export function JumpField({ direction, onJump }: JumpFieldProps) {
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState('');
  const zone = useZone();
  const troubleId = useId();
  return (
    <form
      className="relative flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const now = redisClock.now();
        const jump = parseJump(text, direction, now, offsetMinutes(now, zone));
        setTrouble(jump.ok ? '' : jump.sentence);
        if (jump.ok) onJump(jump.id);
      }}
    >
      <span className="relative">
        <CalendarSearch
          aria-hidden
          size={14}
          strokeWidth={1.75}
          className="absolute top-2 left-2.5 text-text-3 touch:top-3.5"
        />
        <input
          data-page-search=""
          type="text"
          aria-label="Jump to a time, an age or an ID"
          placeholder="Jump to time, age or ID"
          value={text}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={trouble !== ''}
          aria-describedby={trouble === '' ? undefined : troubleId}
          onChange={(event) => {
            setText(event.target.value);
            setTrouble('');
          }}
          className={`h-[30px] w-56 rounded-control border bg-panel pr-2 pl-8 text-text placeholder:text-text-3 touch:h-11 ${trouble === '' ? 'border-control' : 'border-crit'}`}
        />
      </span>
      <Button type="submit">Jump</Button>
      {trouble !== '' && (
        <p id={troubleId} role="alert" className="w-full text-small text-crit">
          {trouble}
        </p>
      )}
    </form>
  );
}
