import { z } from 'zod';
import { HOUR_MS, DAY_MS, MINUTE_MS } from './civil-time.ts';
import { parseCron } from './cron.ts';
import { nextDue } from './due-times.ts';

const name = z.string().max(1_000_000);
const duration = z
  .int()
  .min(1)
  .max(3_650 * DAY_MS);

const scheduleInput = z.union([
  z.strictObject({
    everyMs: z
      .int()
      .min(MINUTE_MS)
      .max(31 * DAY_MS)
      .multipleOf(MINUTE_MS),
  }),
  z.strictObject({
    cron: z
      .string()
      .max(200)
      .refine((text) => typeof parseCron(text) !== 'string'),
  }),
]);

const minuteOfDay = z.int().min(0).max(1_439);
const windowInput = z.strictObject({ from: minuteOfDay, to: minuteOfDay }).refine(({ from, to }) => from !== to);

/** What a trim policy keeps. A policy never keeps nothing: that is a trim somebody does by hand. */
const keepInput = z.union([
  z.strictObject({ keep: z.literal('newest'), entries: z.int().min(1).max(Number.MAX_SAFE_INTEGER) }),
  z.strictObject({ keep: z.literal('younger'), thanMs: duration.min(MINUTE_MS) }),
  z.strictObject({ keep: z.literal('bytes'), bytes: z.int().min(1_000).max(Number.MAX_SAFE_INTEGER) }),
  z.strictObject({ keep: z.literal('needed') }),
]);

/** How much one run may do. */
const capsInput = z.strictObject({
  /** A run may always take so many entries … */
  entries: z.int().min(1).max(50_000_000).default(100_000),
  /** … and so much of the stream where that is more. */
  percent: z.int().min(1).max(100).default(10),
});

const everyPolicy = {
  name: z.string().trim().min(1).max(80),
  connection: z.string().min(1).max(200),
  on: z.union([z.strictObject({ stream: name.min(1) }), z.strictObject({ pattern: name.min(1).max(500) })]),
  schedule: scheduleInput,
  window: windowInput.nullable().default(null),
};

function isEverDue(timing: z.infer<z.ZodObject<Pick<typeof everyPolicy, 'schedule' | 'window'>>>): boolean {
  return nextDue(timing, 0) !== null;
}

/** Keeps streams small. */
export const trimSettings = z
  .strictObject({
    // Policies of before there were two kinds do not say it.
    does: z.literal('trim').default('trim'),
    ...everyPolicy,
    keep: keepInput,
    guard: z.boolean().default(true),
    ignoreUnseenMs: duration.min(HOUR_MS).nullable().default(null),
    precision: z.enum(['exactly', 'about']).default('about'),
    /** What goes is written to an archive first. */
    archive: z.boolean().default(false),
    caps: capsInput.default({ entries: 100_000, percent: 10 }),
    /** It may leave a stream with nothing in it; else it stops itself before it would. */
    mayEmpty: z.boolean().default(false),
  })
  .refine(isEverDue, { path: ['window'] });
export type TrimSettings = z.infer<typeof trimSettings>;

/** Puts pending entries aside that keep failing. */
export const letterSettings = z
  .strictObject({
    does: z.literal('dead-letter'),
    ...everyPolicy,
    /** Null = every group of the stream. */
    group: name.nullable().default(null),
    /** Delivered so often or more. What was delivered once has not failed yet. */
    deliveries: z.int().min(2).max(1_000_000),
    /** By the time in its id; when an entry was delivered first Redis does not keep. */
    olderThanMs: duration.min(MINUTE_MS),
    /** Null = the stream's own dead-letter stream. */
    to: name.min(1).nullable().default(null),
    /** Entries one run takes of one group. */
    atMost: z.int().min(1).max(100_000).default(1_000),
  })
  .refine(isEverDue, { path: ['window'] });
export type LetterSettings = z.infer<typeof letterSettings>;

/** A change that is made again and again by itself, as a person sets it. */
export const policySettings = z.union([trimSettings, letterSettings]);
export type PolicySettings = z.infer<typeof policySettings>;

/** on: runs when it is due. off: a person switched it off. stopped: it switched itself off, `because` says why. */
export type PolicyState = 'on' | 'off' | 'stopped';

export interface Policy {
  readonly policyId: string;
  readonly settings: PolicySettings;
  /** Of everything but its name: the same fingerprint does the same. */
  readonly fingerprint: string;
  readonly state: PolicyState;
  readonly because: string;
  /** Why it is there, in the words of who saved it; each of its runs carries it. */
  readonly reason: string;
  readonly savedBy: string;
  /** This machine's clock, as all times of a policy, epoch ms. */
  readonly savedAt: number;
  /** The due time that was dealt with last; at first when it was switched on. */
  readonly dealtWith: number;
}

const ACTOR = 'policy:';

/** The name a policy acts under in jobs and in the audit log. */
export function actorOf({ settings }: Policy): string {
  return `${ACTOR}${settings.name}`;
}

/** Who acted, for a sentence: a policy is called one. */
export function actorInWords(actor: string): string {
  return actor.startsWith(ACTOR) ? `the policy “${actor.slice(ACTOR.length)}”` : actor;
}

/** What of the settings decides what happens; names may change without anybody looking again. */
export function bindingOf({ name: _name, does, ...binding }: PolicySettings): object {
  // A trim does not say it, so that those of before there were two kinds stay what they were.
  return does === 'trim' ? binding : { does, ...binding };
}
