import { useId, type ReactNode } from 'react';
import { nameToSegment } from '../../app/name-in-url.ts';
import { useGroupRows } from '../../live/use-live.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { CheckLine } from '../../ui/check-line.tsx';
import { Field, FIELD } from '../../ui/field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useTypedParam } from '../../ui/use-typed-param.ts';
import { type ReplayDraft, type ReplaySearch, type ReplayTarget } from './replay-draft.ts';
import { targetNote } from './target-view.ts';

interface TargetStepProps {
  readonly conn: string;
  readonly draft: ReplayDraft;
  readonly search: ReplaySearch;
  readonly onChange: (part: ReplaySearch) => void;
}

/** What becomes of the entries: read again by a group, by a new one, or copied. */
export function TargetStep({ conn, draft, search, onChange }: TargetStepProps) {
  const name = useId();
  const groups = (useGroupRows() ?? []).filter(({ stream }) => stream === draft.stream);
  const choice = (target: ReplayTarget) => ({
    name,
    checked: draft.target === target,
    onChoose: () => {
      onChange({ target, group: undefined });
    },
  });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">Target</legend>
      <Choice {...choice('rewind')} title="Same group, moved back" command="XGROUP SETID">
        <Note>The group reads everything from the chosen entry on again. It can’t be filtered.</Note>
        {draft.target === 'rewind' && (
          <div className="flex flex-wrap items-end gap-2">
            <GroupSelect
              group={draft.group}
              groups={groups.map(({ group }) => group)}
              onChange={(group) => {
                onChange({ group: nameToSegment(group) });
              }}
            />
            {draft.group !== null && (
              <ButtonLink
                size="large"
                to="/c/$conn/jobs/new/replay"
                params={{ conn }}
                search={{ ...search, do: 'move', at: search.from ?? '' }}
              >
                Move its position…
              </ButtonLink>
            )}
          </div>
        )}
      </Choice>
      <Choice {...choice('new-group')} title="New group" command="XGROUP CREATE">
        <Note>
          Starts a group at the chosen entry, for a consumer you run. It copies nothing and can’t be filtered.
        </Note>
        {draft.target === 'new-group' && (
          <span>
            <ButtonLink
              size="large"
              to="/c/$conn/jobs/new/replay"
              params={{ conn }}
              search={{ ...search, do: 'create-group', at: search.from ?? 'first' }}
            >
              Create a group…
            </ButtonLink>
          </span>
        )}
      </Choice>
      <Choice {...choice('stream')} title="Another stream" command="XADD">
        <Note>Copies what matches. Groups on the source see nothing of it.</Note>
        {draft.target === 'stream' && <IntoFields conn={conn} draft={draft} onChange={onChange} />}
      </Choice>
      <Choice {...choice('same-stream')} title="Same stream, at its end" command="XADD">
        <Note>
          {groups.length === 0
            ? 'Copies stand behind the last entry. Nobody reads the stream through a group.'
            : `Copies stand behind the last entry. ${groups.length === 1 ? 'Its group reads' : `All its ${groups.length} groups read`} them as new.`}
        </Note>
        {draft.target === 'same-stream' && <OriginField draft={draft} onChange={onChange} />}
      </Choice>
    </fieldset>
  );
}

function IntoFields({ draft, onChange }: Omit<TargetStepProps, 'search'>) {
  const all = useGroupRows() ?? [];
  return (
    <>
      <NameField
        label="Name of the stream"
        value={draft.into}
        note={targetNote(draft.into, all)}
        onChange={(into) => {
          onChange({ into: nameToSegment(into) });
        }}
      />
      <CheckLine
        checked={draft.create}
        onChange={(create) => {
          onChange({ create: create ? '1' : '' });
        }}
      >
        Create it if it does not exist
      </CheckLine>
      <OriginField draft={draft} onChange={onChange} />
    </>
  );
}

function OriginField({ draft, onChange }: Pick<TargetStepProps, 'draft' | 'onChange'>) {
  return (
    <>
      <CheckLine
        checked={draft.originField !== null}
        onChange={(add) => {
          onChange({ mark: add ? '' : 'no' });
        }}
      >
        Add a field with the original ID
      </CheckLine>
      {draft.originField !== null && (
        <NameField
          label="Name of that field"
          value={draft.originField}
          onChange={(origin) => {
            onChange({ origin: nameToSegment(origin) });
          }}
        />
      )}
    </>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly title: string;
  readonly command: string;
  readonly children: ReactNode;
}

function Choice({ name, checked, onChoose, title, command, children }: ChoiceProps) {
  return (
    <div className={`rounded-panel border px-3 py-2.5 ${checked ? 'tint-select border-accent' : 'border-line'}`}>
      <label className="flex cursor-pointer items-center gap-3 touch:min-h-11">
        <input type="radio" name={name} checked={checked} onChange={onChoose} className="size-4 accent-accent-solid" />
        <span className="min-w-0 flex-1 font-semibold">{title}</span>
        <span aria-hidden className="name text-text-3">
          {command}
        </span>
      </label>
      <div className="flex flex-col gap-2.5 pl-7">{children}</div>
    </div>
  );
}

function Note({ children }: { readonly children: ReactNode }) {
  return <p className="text-small text-text-2">{children}</p>;
}

interface NameFieldProps {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  readonly onChange: (name: string) => void;
}

function NameField({ label, value, note, onChange }: NameFieldProps) {
  const [typed, setTyped] = useTypedParam(value, onChange);
  return <TextField label={label} note={note} name value={typed} onChange={setTyped} />;
}

interface GroupSelectProps {
  readonly group: string | null;
  readonly groups: readonly string[];
  readonly onChange: (group: string) => void;
}

function GroupSelect({ group, groups, onChange }: GroupSelectProps) {
  if (groups.length === 0) return <Note>Nobody reads this stream through a group.</Note>;
  return (
    <Field label="Group" className="min-w-0 flex-1">
      {(control) => (
        <select
          {...control}
          translate="no"
          value={group === null ? -1 : groups.indexOf(group)}
          onChange={(event) => {
            const chosen = groups[Number(event.target.value)];
            if (chosen !== undefined) onChange(chosen);
          }}
          className={`${FIELD} name`}
        >
          <option value={-1}>choose one</option>
          {groups.map((known, at) => (
            <option key={known} value={at}>
              {known === '' ? '(empty name)' : known}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
