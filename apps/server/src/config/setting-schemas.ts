import { z } from 'zod';
import { CONNECTION_KINDS, LOG_LEVELS } from './settings.ts';

// Values come as text from the environment and as JSON from the file; messages complete "WEIR_PORT …".

function wholeNumber(least: number, most: number): z.ZodType<number> {
  const says = `must be a whole number from ${least} to ${most}`;
  const digits = z.union([z.number(), z.string().regex(/^[0-9]{1,15}$/, says)], says).transform(Number);
  return digits.refine((n) => Number.isInteger(n) && n >= least && n <= most, says);
}

function share(): z.ZodType<number> {
  const says = 'must be a number above 0 and up to 100';
  const digits = z.union([z.number(), z.string().regex(/^[0-9]{1,3}(\.[0-9]{1,6})?$/, says)], says).transform(Number);
  return digits.refine((n) => n > 0 && n <= 100, says);
}

/** Without a slash at its end, because paths are put behind it. */
function webAddress(): z.ZodType<string> {
  const says = 'must be an address such as https://weir.example.org';
  return z
    .string(says)
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), says)
    .transform((text) => text.replace(/[/]+$/, ''));
}

const yesOrNo = z
  .union([z.boolean(), z.enum(['0', '1', 'true', 'false', ''])], 'must be 1 or 0')
  .transform((value) => value === true || value === '1' || value === 'true');

const LOOPBACK = /^(127(\.[0-9]{1,3}){3}|localhost|::1)$/;

export const settingSchemas = {
  WEIR_HOST: z
    .string('must be text')
    .regex(
      LOOPBACK,
      'must be a loopback address such as 127.0.0.1: Weir has no accounts yet, so nobody else may reach it',
    )
    .default('127.0.0.1'),
  WEIR_PORT: wholeNumber(0, 65_535).default(7380),
  WEIR_ALLOWED_HOSTS: commaSeparated('must be host or host:port values separated by commas'),
  WEIR_PUBLIC_URL: webAddress().optional(),
  WEIR_DATA_DIR: z.string('must be a folder').min(1, 'must be a folder').default('.weir/console'),
  WEIR_ARCHIVE_DIR: z.string('must be a folder').min(1, 'must be a folder').optional(),
  WEIR_LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  WEIR_READ_ONLY: yesOrNo.default(false),
  WEIR_POLL_INTERVAL_MS: wholeNumber(250, 3_600_000).default(2_000),
  WEIR_POLL_BUDGET_CORE_PERCENT: share().default(1),
  WEIR_POLL_BUDGET_COMMANDS: wholeNumber(10, 10_000_000).default(20_000),
  WEIR_POLL_BUDGET_BYTES: wholeNumber(10_000, 10_000_000_000).default(8_388_608),
  WEIR_HISTORY_MAX_MB: wholeNumber(0, 1_000_000).default(2_000),
  WEIR_HISTORY_POLLS_HOURS: wholeNumber(1, 168).default(24),
  WEIR_HISTORY_MINUTES_DAYS: wholeNumber(1, 60).default(7),
  WEIR_HISTORY_HOURS_DAYS: wholeNumber(1, 1_000).default(90),
  WEIR_METRICS_CONSUMERS: wholeNumber(0, 1_000_000).default(20_000),
  WEIR_DEAD_LETTERS: z.string('must be patterns separated by commas').default(''),
  WEIR_DEAD_LETTER_FIELDS: z.string('must be fields such as error=why').default(''),
  WEIR_STREAMS: commaSeparated('must be names or patterns separated by commas'),
  WEIR_REDIS_URL: z.string('must be text').optional(),
} as const;

/** Settings that other versions of Weir know and this one does not have yet. */
export const NOT_YET: Readonly<Record<string, string>> = {
  WEIR_DATABASE_URL: 'is not available in this version: history and changes are kept in WEIR_DATA_DIR. Remove it',
  WEIR_BASE_PATH: 'is not available in this version: Weir answers at the root of its address. Remove it',
};

export const connectionSchema = z.strictObject(
  {
    id: z
      .string('must be text')
      .regex(
        /^[a-z0-9][a-z0-9-]{0,39}$/,
        'must be up to 40 lower-case letters, digits and dashes: it is part of every link',
      ),
    name: z.string('must be text').min(1, 'must not be empty').max(100, 'must be at most 100 characters').optional(),
    kind: z.enum(CONNECTION_KINDS, `must be one of ${CONNECTION_KINDS.join(', ')}`).default('other'),
    url: z.string('must be an address such as redis://host:6379'),
    patterns: z.array(z.string('must be text')).max(50, 'must be at most 50 patterns').default([]),
    names: z.array(z.string('must be text')).max(100_000, 'must be at most 100,000 names').default([]),
    readOnly: z.boolean('must be true or false').optional(),
  },
  'must be an object with id and url, and optionally name, kind, patterns, names, readOnly',
);

function commaSeparated(says: string): z.ZodType<string[]> {
  return z
    .union([z.string(), z.array(z.string())], says)
    .default([])
    .transform((value) =>
      (typeof value === 'string' ? value.split(',') : value).map((part) => part.trim()).filter(Boolean),
    );
}
