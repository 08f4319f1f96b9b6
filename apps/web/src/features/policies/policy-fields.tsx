import { dueTimes } from '@weir/domain/policies/due-times';
import type { PolicySettings } from '@weir/domain/policies/policy';
import { type ReactNode, useId } from 'react';
import { useNow } from '../../live/redis-clock.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { FIELD } from '../actions/parts/guard-fields.tsx';
import { DayClock } from '../jobs/day-clock.tsx';
import { TrimFields } from '../actions/trim/trim-fields.tsx';
import type { PolicyForm } from './policy-form.ts';
import { SwitchLine } from './switch-line.tsx';

interface PolicyFieldsProps {
  readonly form: PolicyForm;
  readonly settings: PolicySettings | string;
  /** The stream is that of the page. */
  readonly fixed: boolean;
  readonly onChange: (form: PolicyForm) => void;
}

const PART =
  'flex flex-col items-stretch gap-3 [&>fieldset]:self-start border-t border-line-subtle px-4 py-4 first:border-t-0';

/** Everything a policy can be told. */
export function PolicyFields({ form, settings, fixed, onChange }: PolicyFieldsProps) {
  const set = (part: Partial<PolicyForm>) => {
    onChange({ ...form, ...part });
  };
  return (
    <>
      <div className={PART}>
        {!fixed && (
          <>
            <Segmented
              label="For"
              value={form.isPattern ? 'pattern' : 'stream'}
              options={[
                { value: 'stream', label: 'One stream' },
                { value: 'pattern', label: 'All that match' },
              ]}
              onChange={(value) => {
                set({ isPattern: value === 'pattern' });
              }}
            />
            <TextField
              label={form.isPattern ? 'Streams that match' : 'Stream'}
              placeholder={form.isPattern ? 'orders:*' : 'orders'}
              value={form.subject}
              name
              onChange={(subject) => {
                set({ subject });
              }}
            />
          </>
        )}
        <TextField
          label="Name of the policy"
          placeholder="keep orders small"
          value={form.name}
          onChange={(name) => {
            set({ name });
          }}
        />
        <TrimFields
          form={form.trim}
          points={false}
          onChange={(trim) => {
            set({ trim });
          }}
        />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Segmented
            label="How exactly"
            value={form.about && !form.trim.archive ? 'about' : 'exactly'}
            options={[
              { value: 'about', label: 'About' },
              { value: 'exactly', label: 'Exactly' },
            ]}
            onChange={(value) => {
              set({ about: value === 'about' });
            }}
          />
          <span className="text-small text-text-3">
            {form.trim.archive
              ? 'With an archive exactly what was archived goes.'
              : 'About is far cheaper; keeps up to 100 extra.'}
          </span>
        </div>
      </div>
      <div className={PART}>
        <SwitchLine
          label="Never remove unread or pending entries"
          says={
            form.trim.guard
              ? 'Stops at the oldest entry any group still needs.'
              : 'Off: what groups have not read or not acked is removed, too.'
          }
          checked={form.trim.guard}
          onChange={(guard) => {
            set({ trim: { ...form.trim, guard } });
          }}
        />
        {form.trim.guard && (
          <TextField
            label="Ignore groups not seen for so many days"
            says="So an abandoned group can’t fill Redis; the preview names them. Empty: every group is waited for."
            placeholder="never"
            value={form.ignoreDays}
            short
            onChange={(ignoreDays) => {
              set({ ignoreDays });
            }}
          />
        )}
        <SwitchLine
          label="It may leave nothing in the stream"
          says="Off: the policy stops itself before it would."
          checked={form.mayEmpty}
          onChange={(mayEmpty) => {
            set({ mayEmpty });
          }}
        />
      </div>
      <div className={PART}>
        <Segmented
          label="When it runs"
          value={form.timing}
          options={[
            { value: 'every', label: 'At an interval' },
            { value: 'cron', label: 'By a cron expression' },
          ]}
          onChange={(timing) => {
            set({ timing });
          }}
        />
        <div className="grid grid-cols-2 gap-3">
          {form.timing === 'every' ? (
            <TextField
              label="Every"
              placeholder="15 m"
              value={form.every}
              onChange={(every) => {
                set({ every });
              }}
            />
          ) : (
            <TextField
              label="Cron, UTC"
              placeholder="0 3 * * *"
              value={form.cron}
              name
              onChange={(cron) => {
                set({ cron });
              }}
            />
          )}
          <TextField
            label="Hours of the day, UTC"
            placeholder="any time"
            value={form.window}
            onChange={(window) => {
              set({ window });
            }}
          />
        </div>
        <NextTimes settings={settings} />
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label="A run takes at most"
            says="entries"
            placeholder="100,000"
            value={form.entries}
            onChange={(entries) => {
              set({ entries });
            }}
          />
          <TextField
            label="or, if that is more"
            says="percent of the stream"
            placeholder="10"
            value={form.percent}
            onChange={(percent) => {
              set({ percent });
            }}
          />
        </div>
      </div>
      <div className={PART}>
        <SwitchLine
          label="Archive before removing"
          says="Written to Weir’s archive and read back first. If that fails, nothing is removed."
          checked={form.trim.archive}
          onChange={(archive) => {
            set({ trim: { ...form.trim, archive } });
          }}
        />
      </div>
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

interface TextFieldProps {
  readonly label: string;
  readonly says?: ReactNode;
  readonly placeholder: string;
  readonly value: string;
  /** A name or an expression: in the type of things people paste. */
  readonly name?: boolean;
  readonly short?: boolean;
  readonly onChange: (value: string) => void;
}

function TextField({ label, says, placeholder, value, name = false, short = false, onChange }: TextFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-small font-strong">
        {label}
      </label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        {...(name ? { translate: 'no' as const } : {})}
        {...(says === undefined ? {} : { 'aria-describedby': `${id}-says` })}
        onChange={(event) => {
          onChange(event.target.value);
        }}
        className={`${FIELD} ${name ? 'name' : ''} ${short ? 'max-w-32' : ''}`}
      />
      {says !== undefined && (
        <p id={`${id}-says`} className="mt-1 text-small text-text-3">
          {says}
        </p>
      )}
    </div>
  );
}
