import { z } from 'zod';

const minuteOfDay = z.int().min(0).max(1_439);
const target = z
  .string()
  .max(2_000)
  .refine((text) => isHttpAddress(text));
const mailAddress = z
  .string()
  .max(320)
  .regex(/^[^\s@<>,;"]+@[^\s@<>,;"]+$/);

const webhook = z.strictObject({ kind: z.literal('webhook'), url: target, secret: z.string().min(16).max(200) });
const slack = z.strictObject({ kind: z.literal('slack'), url: target });
const email = z.strictObject({
  kind: z.literal('email'),
  host: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[A-Za-z0-9.:_-]+$/),
  port: z.int().min(1).max(65_535),
  /** tls: from the first byte; starttls: must be offered; none: in the clear, for a relay on this machine. */
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().max(320),
  password: z.string().max(1_000),
  from: mailAddress,
  to: z.array(mailAddress).min(1).max(20),
});

/** Where a channel sends to, secrets included. Kept on disk; never sent to a browser. */
export const targetSchema = z.discriminatedUnion('kind', [webhook, slack, email]);
export type ChannelTarget = z.infer<typeof targetSchema>;
export type ChannelKind = ChannelTarget['kind'];

/** As a form sends it: a secret that is left empty stays the one that is kept. */
export const targetInput = z.discriminatedUnion('kind', [
  webhook.extend({ url: z.union([z.literal(''), target]), secret: z.union([z.literal(''), webhook.shape.secret]) }),
  slack.extend({ url: z.union([z.literal(''), target]) }),
  email,
]);
export type TargetInput = z.infer<typeof targetInput>;

/** Minutes of the day, UTC, in which a channel is left alone; may run over midnight. */
export const quietSchema = z.strictObject({
  from: minuteOfDay,
  to: minuteOfDay,
  /** Critical alerts go out all the same. */
  butCritical: z.boolean(),
});
export type QuietHours = z.infer<typeof quietSchema>;

export interface Channel {
  readonly channelId: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly target: ChannelTarget;
  readonly quiet: QuietHours | null;
}

/** Whether a channel is left alone at that moment. Equal ends are no time at all. */
export function isQuiet(quiet: QuietHours | null, at: number): boolean {
  if (quiet === null || quiet.from === quiet.to) return false;
  const minute = Math.floor((((at % DAY_MS) + DAY_MS) % DAY_MS) / 60_000);
  return quiet.from < quiet.to ? minute >= quiet.from && minute < quiet.to : minute >= quiet.from || minute < quiet.to;
}

const DAY_MS = 86_400_000;

/** The target with what was left empty taken from the one before; undefined when there is none to take it from. */
export function completed(input: TargetInput, before: ChannelTarget | undefined): ChannelTarget | undefined {
  const kept = before?.kind === input.kind ? before : undefined;
  const filled = { ...input };
  if (filled.kind !== 'email' && filled.url === '' && kept !== undefined && 'url' in kept) filled.url = kept.url;
  if (filled.kind === 'webhook' && filled.secret === '' && kept?.kind === 'webhook') filled.secret = kept.secret;
  // A password goes to the host it was given for, and to no other.
  if (filled.kind === 'email' && filled.password === '' && kept?.kind === 'email' && kept.host === filled.host)
    filled.password = kept.password;
  const whole = targetSchema.safeParse(filled);
  return whole.success ? whole.data : undefined;
}

/** Where a channel sends to, as everybody may see it: of an address the host alone, because the rest may be a secret. */
export function shownTarget(target: ChannelTarget): string {
  if (target.kind === 'email') return `${target.to.join(', ')} through ${target.host}:${target.port}`;
  return `${new URL(target.url).host}/…`;
}

// The parser of the platform: what it takes for a host is what the request will go to.
function isHttpAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}
