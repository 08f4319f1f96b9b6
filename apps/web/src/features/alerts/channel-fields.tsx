import { type ReactNode, useId } from 'react';
import { Button } from '../../ui/button.tsx';
import { CheckLine } from '../../ui/check-line.tsx';
import { FIELD } from '../../ui/field.tsx';
import { type ChannelDraft, type ChannelTrouble, newSecret } from './channel-draft.ts';

interface ChannelFieldsProps {
  readonly draft: ChannelDraft;
  readonly trouble: ChannelTrouble;
  /** Where the saved one sends to; '' = there is none of this kind. */
  readonly shown: string;
  readonly onChange: (draft: ChannelDraft) => void;
}

export function ChannelFields({ draft, trouble, shown, onChange }: ChannelFieldsProps) {
  const text = (key: keyof ChannelDraft, label: string, more: Partial<TextProps> = {}) => (
    <Text
      label={label}
      value={String(draft[key])}
      trouble={trouble[key] ?? ''}
      onChange={(value) => {
        onChange({ ...draft, [key]: value });
      }}
      {...more}
    />
  );
  const kept = shown === '' ? '' : `empty keeps ${shown}`;
  return (
    <>
      {text('name', 'Name')}
      {draft.kind === 'email' ? (
        <MailFields draft={draft} text={text} kept={shown !== ''} onChange={onChange} />
      ) : (
        text('url', 'Address', { placeholder: kept === '' ? 'https://' : kept, secret: true })
      )}
      {draft.kind === 'webhook' &&
        text('secret', 'Secret it signs with', {
          placeholder: kept === '' ? '' : 'empty keeps the present one',
          secret: true,
          hint: 'The receiver needs it to check the signature. It is not shown again once it is saved.',
          aside: (
            <Button
              size="small"
              onClick={() => {
                onChange({ ...draft, secret: newSecret() });
              }}
            >
              Make one
            </Button>
          ),
        })}
      <fieldset className="grid grid-cols-2 gap-3">
        <legend className="mb-1 text-small font-strong">
          Quiet hours, UTC <span className="font-normal text-text-3">optional</span>
        </legend>
        {text('quietFrom', 'From', { placeholder: '22:00' })}
        {text('quietTo', 'To', { placeholder: '07:00' })}
        <CheckLine
          className="col-span-full"
          checked={draft.butCritical}
          onChange={(butCritical) => {
            onChange({ ...draft, butCritical });
          }}
        >
          Critical alerts go out all the same
        </CheckLine>
      </fieldset>
      <CheckLine
        className="col-span-full"
        checked={draft.enabled}
        onChange={(enabled) => {
          onChange({ ...draft, enabled });
        }}
      >
        This channel is on
      </CheckLine>
    </>
  );
}

interface MailFieldsProps {
  readonly draft: ChannelDraft;
  readonly text: (key: keyof ChannelDraft, label: string, more?: Partial<TextProps>) => ReactNode;
  readonly kept: boolean;
  readonly onChange: (draft: ChannelDraft) => void;
}

function MailFields({ draft, text, kept, onChange }: MailFieldsProps) {
  const id = useId();
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)_6rem] gap-3">
        {text('host', 'Mail server')}
        {text('port', 'Port')}
      </div>
      <div>
        <label htmlFor={id} className="mb-1 block text-small font-strong">
          Encryption
        </label>
        <select
          id={id}
          value={draft.security}
          onChange={(event) => {
            const { value } = event.target;
            onChange({ ...draft, security: value === 'tls' || value === 'none' ? value : 'starttls' });
          }}
          className={FIELD}
        >
          <option value="starttls">STARTTLS, and not without it</option>
          <option value="tls">TLS from the first byte</option>
          <option value="none">none: for a relay on this machine</option>
        </select>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        {text('user', 'User', { hint: 'empty = without signing in' })}
        {text('password', 'Password', { secret: true, placeholder: kept ? 'empty keeps it' : '', type: 'password' })}
      </div>
      {text('from', 'From')}
      {text('to', 'To', { hint: 'up to 20, separated by commas' })}
    </>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly trouble: string;
  readonly placeholder?: string;
  readonly hint?: string;
  /** Not for browsers to remember. */
  readonly secret?: boolean;
  readonly type?: 'text' | 'password';
  readonly aside?: ReactNode;
  readonly onChange: (value: string) => void;
}

function Text({ label, value, trouble, placeholder, hint, secret, type = 'text', aside, onChange }: TextProps) {
  const id = useId();
  const note = trouble === '' ? (hint ?? '') : trouble;
  return (
    <div className="min-w-0">
      <div className="mb-1 flex min-h-6 items-end gap-2">
        <label htmlFor={id} className="text-small font-strong">
          {label}
        </label>
        <span className="ml-auto">{aside}</span>
      </div>
      <input
        id={id}
        type={type}
        translate="no"
        autoComplete={secret === true ? 'new-password' : 'off'}
        spellCheck={false}
        value={value}
        placeholder={placeholder}
        aria-invalid={trouble !== ''}
        aria-describedby={note === '' ? undefined : `${id}-note`}
        onChange={(event) => {
          onChange(event.target.value);
        }}
        className={`${FIELD} aria-invalid:border-crit-g`}
      />
      {note !== '' && (
        <p id={`${id}-note`} className={`mt-1 text-small ${trouble === '' ? 'text-text-3' : 'text-crit'}`}>
          {note}
        </p>
      )}
    </div>
  );
}
