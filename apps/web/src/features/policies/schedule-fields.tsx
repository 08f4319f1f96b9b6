import { dueTimes } from '@weir/domain/policies/due-times';
import type { PolicySettings } from '@weir/domain/policies/policy';
import { useNow } from '../../live/redis-clock.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { DayClock } from '../jobs/day-clock.tsx';
import type { ScheduleForm } from './schedule-form.ts';

interface ScheduleFieldsProps {
  readonly form: ScheduleForm;
  readonly settings: PolicySettings | string;
  readonly onChange: (part: Partial<ScheduleForm>) => void;
}

/** When a policy runs, and the next times that makes. */
export function ScheduleFields({ form, settings, onChange }: ScheduleFieldsProps) {
  return (
    <>
      <Segmented
        label="When it runs"
        value={form.timing}
        options={[
          { value: 'every', label: 'At an interval' },
          { value: 'cron', label: 'By a cron expression' },
        ]}
        onChange={(timing) => {
          onChange({ timing });
        }}
      />
      <div className="grid grid-cols-2 gap-3">
        {form.timing === 'every' ? (
          <TextField
            label="Every"
            placeholder="15 m"
            value={form.every}
            onChange={(every) => {
              onChange({ every });
            }}
          />
        ) : (
          <TextField
            label="Cron, UTC"
            placeholder="0 3 * * *"
            value={form.cron}
            name
            onChange={(cron) => {
              onChange({ cron });
            }}
          />
        )}
        <TextField
          label="Hours of the day, UTC"
          placeholder="any time"
          value={form.window}
          onChange={(window) => {
            onChange({ window });
          }}
        />
      </div>
      <NextTimes settings={settings} />
    </>
  );
}

function NextTimes({ settings }: { readonly settings: PolicySettings | string }) {
  const now = useNow();
  if (typeof settings === 'string') return null;
  const [first, second] = dueTimes(settings, now, 2);
  if (first === undefined) return null;
  return (
    <p className="text-small text-text-3">
      Next at <DayClock at={first} />
      {second !== undefined && (
        <>
          , then <DayClock at={second} />
        </>
      )}
      .
    </p>
  );
}
