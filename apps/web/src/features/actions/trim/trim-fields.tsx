import { type ReactNode, useId } from 'react';
import { useZone } from '../../../app/preferences.ts';
import { offsetMinutes } from '../../../format/moment.ts';
import { redisClock } from '../../../live/redis-clock.ts';
import { FIELD } from '../../../ui/field.tsx';
import { parseJump } from '../../entries/parse-jump.ts';
import type { TrimForm } from './trim-form.ts';

interface TrimFieldsProps {
  readonly form: TrimForm;
  readonly onChange: (form: TrimForm) => void;
  /** False: a point in the log is no rule here. */
  readonly points?: boolean;
}

/** What is kept: one of the rules, each with its own field. */
export function TrimFields({ form, onChange, points = true }: TrimFieldsProps) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-small font-strong">Keep</legend>
      <Rule form={form} keep="needed" label="Only what some group still needs" onChange={onChange} />
      <Rule form={form} keep="newest" label="The newest" onChange={onChange}>
        <input
          type="text"
          inputMode="numeric"
          autoComplete="off"
          aria-label="How many entries to keep"
          placeholder="300,000"
          value={form.entries}
          onChange={(event) => {
            onChange({ ...form, keep: 'newest', entries: event.target.value });
          }}
          className={`${FIELD} max-w-32`}
        />
        <span className="text-small text-text-3">entries</span>
      </Rule>
      <Rule form={form} keep="younger" label="Entries younger than" onChange={onChange}>
        <input
          type="text"
          autoComplete="off"
          aria-label="Keep entries younger than"
          placeholder="2 h"
          value={form.age}
          onChange={(event) => {
            onChange({ ...form, keep: 'younger', age: event.target.value });
          }}
          className={`${FIELD} max-w-32`}
        />
      </Rule>
      <Rule form={form} keep="bytes" label="Under" onChange={onChange}>
        <input
          type="text"
          autoComplete="off"
          aria-label="Keep under this many bytes"
          placeholder="200 MB"
          value={form.bytes}
          onChange={(event) => {
            onChange({ ...form, keep: 'bytes', bytes: event.target.value });
          }}
          className={`${FIELD} max-w-32`}
        />
        <span className="text-small text-text-3">about</span>
      </Rule>
      {points && <PointRule form={form} onChange={onChange} />}
    </fieldset>
  );
}

/** Everything from a point in the log on: a time, an age or an id. */
function PointRule({ form, onChange }: TrimFieldsProps) {
  const zone = useZone();
  const id = useId();
  const trouble = form.keep === 'from' && form.from.text !== '' && form.from.id === null;
  return (
    <>
      <Rule form={form} keep="from" label="Everything from" onChange={onChange}>
        <input
          type="text"
          translate="no"
          autoComplete="off"
          spellCheck={false}
          aria-label="Keep everything from this time, age or ID"
          aria-invalid={trouble}
          aria-describedby={`${id}-from`}
          placeholder="14:30, 10 m or an ID"
          value={form.from.text}
          onChange={(event) => {
            const text = event.target.value;
            const now = redisClock.now();
            const jump = parseJump(text, 'asc', now, offsetMinutes(now, zone));
            onChange({ ...form, keep: 'from', from: { text, id: jump.ok ? jump.id : null } });
          }}
          className={`${FIELD} name basis-full`}
        />
      </Rule>
      <p id={`${id}-from`} className="min-h-4 text-small text-text-3">
        {form.keep !== 'from' || form.from.text === ''
          ? ''
          : form.from.id === null
            ? 'That is no time, age or ID yet.'
            : `From ${form.from.id} on.`}
      </p>
    </>
  );
}

interface RuleProps extends TrimFieldsProps {
  readonly keep: TrimForm['keep'];
  readonly label: string;
  readonly children?: ReactNode;
}

function Rule({ form, keep, label, onChange, children }: RuleProps) {
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-2.5 gap-y-1">
      <label className="flex min-h-7 cursor-pointer items-center gap-2.5 touch:min-h-11">
        <input
          type="radio"
          name="trim-keep"
          checked={form.keep === keep}
          {...(form.keep === keep ? { 'data-first-field': '' } : {})}
          onChange={() => {
            onChange({ ...form, keep });
          }}
          className="size-4 accent-accent-solid"
        />
        <span className={form.keep === keep ? 'font-strong' : ''}>{label}</span>
      </label>
      {children !== undefined && (
        <span className={`flex min-w-0 items-center gap-2 ${keep === 'from' ? 'basis-full pl-[26px]' : 'flex-1'}`}>
          {children}
        </span>
      )}
    </div>
  );
}
