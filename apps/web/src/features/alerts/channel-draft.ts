import type { QuietHours, TargetInput } from '@weir/domain/alerts/channel';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { ChannelAnswer } from '@weir/domain/wire/alert-answers';

/** A channel while it is being written. Secrets that are kept on the server are empty here. */
export interface ChannelDraft {
  readonly channelId: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly kind: ChannelAnswer['kind'];
  readonly url: string;
  readonly secret: string;
  readonly host: string;
  readonly port: string;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user: string;
  readonly password: string;
  readonly from: string;
  readonly to: string;
  /** "22:00" */
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly butCritical: boolean;
}

export const NEW_CHANNEL: ChannelDraft = {
  channelId: '',
  name: '',
  enabled: true,
  kind: 'webhook',
  url: '',
  secret: '',
  host: '',
  port: '587',
  security: 'starttls',
  user: '',
  password: '',
  from: '',
  to: '',
  quietFrom: '',
  quietTo: '',
  butCritical: true,
};

export function channelDraft({ channelId, name, enabled, kind, email, quiet }: ChannelAnswer): ChannelDraft {
  return {
    ...NEW_CHANNEL,
    channelId,
    name,
    enabled,
    kind,
    ...(email === null ? {} : { ...email, port: String(email.port), to: email.to.join(', ') }),
    quietFrom: quiet === null ? '' : clockOf(quiet.from),
    quietTo: quiet === null ? '' : clockOf(quiet.to),
    butCritical: quiet?.butCritical ?? true,
  };
}

export type ChannelTrouble = Partial<Record<keyof ChannelDraft, string>>;

export interface ChannelForm {
  readonly channelId: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly target: TargetInput;
  readonly quiet: QuietHours | null;
}

/** What the form says, or what is wrong with it. `kept` = the channel is there, so that its secrets may be left empty. */
export function channelForm(draft: ChannelDraft): {
  readonly form: ChannelForm | null;
  readonly trouble: ChannelTrouble;
} {
  const trouble: ChannelTrouble = {};
  if (draft.name.trim() === '') trouble.name = 'A name to choose it by.';
  else atMost(100, 'name', draft, trouble);
  const target = draft.kind === 'email' ? mailTarget(draft, trouble) : webTarget(draft, trouble);
  const quiet = quietOf(draft, trouble);
  const { channelId, enabled } = draft;
  const fits = Object.keys(trouble).length === 0;
  return { form: fits ? { channelId, name: draft.name.trim(), enabled, target, quiet } : null, trouble };
}

function webTarget(draft: ChannelDraft, trouble: ChannelTrouble): TargetInput {
  const { channelId, kind, url, secret } = draft;
  const kept = channelId !== '';
  const address = url.trim();
  if (address !== '' || !kept) {
    const wrong = addressTrouble(address);
    if (wrong !== '') trouble.url = wrong;
  }
  if (kind !== 'webhook') return { kind: 'slack', url: address };
  if (secret === '' ? !kept : secret.length < 16)
    trouble.secret = 'At least 16 characters; the receiver needs the same.';
  else atMost(200, 'secret', draft, trouble);
  return { kind: 'webhook', url: address, secret };
}

function mailTarget(draft: ChannelDraft, trouble: ChannelTrouble): TargetInput {
  const { security, user, password } = draft;
  const host = draft.host.trim();
  const from = draft.from.trim();
  const port = Number(draft.port);
  const to = draft.to.split(/[\s,;]+/).filter((address) => address !== '');
  if (!/^[A-Za-z0-9.:_-]{1,255}$/.test(host)) trouble.host = 'A host such as mail.example.org.';
  if (!Number.isInteger(port) || port < 1 || port > 65_535) trouble.port = 'A port such as 587.';
  if (!isMail(from)) trouble.from = 'An address such as weir@example.org.';
  if (to.length === 0 || !to.every(isMail)) trouble.to = 'Addresses separated by commas.';
  else if (to.length > 20) trouble.to = 'At most 20 addresses.';
  atMost(320, 'user', draft, trouble);
  atMost(1_000, 'password', draft, trouble);
  return { kind: 'email', host, port, security, user: user.trim(), password, from, to };
}

function quietOf({ quietFrom, quietTo, butCritical }: ChannelDraft, trouble: ChannelTrouble): QuietHours | null {
  if (quietFrom.trim() === '' && quietTo.trim() === '') return null;
  const from = minuteOf(quietFrom);
  const to = minuteOf(quietTo);
  if (from === undefined) trouble.quietFrom = 'A time such as 22:00.';
  if (to === undefined) trouble.quietTo = 'A time such as 07:00.';
  return { from: from ?? 0, to: to ?? 0, butCritical };
}

function minuteOf(text: string): number | undefined {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return hours === undefined || Number(hours) > 23 || Number(minutes) > 59 ? undefined : minute;
}

function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

const LONGEST_ADDRESS = 2_000;

/** What is wrong with an address of the web; '' = nothing. */
function addressTrouble(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    return 'An address such as https://hooks.example.org/weir.';
  const { username, password } = new URL(text);
  if (username !== '' || password !== '') return 'Without a user or password in it: they are not sent.';
  return text.length > LONGEST_ADDRESS ? `At most ${formatCount(LONGEST_ADDRESS, 'full')} characters.` : '';
}

function atMost(
  most: number,
  field: 'name' | 'secret' | 'user' | 'password',
  draft: ChannelDraft,
  trouble: ChannelTrouble,
): void {
  if (draft[field].trim().length > most) trouble[field] = `At most ${formatCount(most, 'full')} characters.`;
}

function isMail(text: string): boolean {
  return text.length <= 320 && /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(text);
}

/** A secret nobody has to think of. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
