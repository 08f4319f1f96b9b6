import { zoneText } from '../format/moment.ts';
import { redisClock } from '../live/redis-clock.ts';
import { buttonClasses } from '../ui/button.tsx';
import { changePreferences, useZone } from './preferences.ts';

/** The one place that says in which zone clock times are. */
export function ZoneButton() {
  const zone = useZone();
  const other = zone === 'utc' ? 'local' : 'utc';
  const shown = zone === 'utc' ? 'UTC' : `Local, ${zoneText(redisClock.ticked(), zone)}`;
  const label = `Clock times are in ${zone === 'utc' ? 'UTC' : 'local time'}. Switch to ${other === 'utc' ? 'UTC' : 'local time'}`;
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={label}
      onClick={() => {
        changePreferences({ zone: other });
      }}
      className={buttonClasses({ look: 'quiet' }, 'max-md:hidden')}
    >
      {shown}
    </button>
  );
}
