import { z } from 'zod';
import { bytesFromReadable } from '../names/readable-name.ts';

const pattern = z
  .string()
  .max(10_000)
  .refine((text) => bytesFromReadable(text) !== undefined);
const somePattern = pattern.refine((text) => text !== '');
const DAY_MS = 86_400_000;

/** Durations an operator may ask for: from nothing to thirty days. */
const durationMs = z
  .int()
  .min(0)
  .max(30 * DAY_MS);

export const GROUP_ALERT_METRICS = [
  'behindMs',
  'unread',
  'pending',
  'oldestPendingMs',
  'deliveries',
  'inPerSecond',
  'outPerSecond',
  'consumers',
] as const;
export const STREAM_ALERT_METRICS = ['length', 'memoryBytes', 'inPerSecond', 'quietMs'] as const;
export const CONNECTION_ALERT_METRICS = ['memoryShare', 'memoryBytes', 'unread', 'pending', 'behindMs'] as const;

const TROUBLES = [
  'losing-data',
  'dead-consumer',
  'no-consumers',
  'stalled-reading',
  'stalled-acknowledging',
  'falling-behind',
  'poison-entry',
  'ghosts',
  'slow-consumer',
  'catching-up',
  'behind',
] as const;

/** A figure against a value. `clear` is where an alert that fires is over; null = as soon as it is no longer met. */
const figures = <const M extends readonly [string, ...string[]]>(metrics: M) =>
  z
    .strictObject({
      is: z.literal('figure'),
      metric: z.enum(metrics),
      op: z.enum(['above', 'below']),
      value: z.number().min(0).max(Number.MAX_SAFE_INTEGER),
      clear: z.number().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
    })
    .refine(({ op, value, clear }) => clear === null || (op === 'above' ? clear <= value : clear >= value), {
      path: ['clear'],
    });

const level = z.strictObject({ is: z.literal('level'), least: z.enum(['warning', 'critical']) });

/** What a rule looks at, and what must be so. Names are patterns as of Redis' own MATCH. */
const watched = z.discriminatedUnion('over', [
  z.strictObject({
    over: z.literal('groups'),
    streams: somePattern,
    groups: somePattern,
    /** Stream or group of that name is left out; '' = none is. */
    except: pattern,
    when: z.union([
      figures(GROUP_ALERT_METRICS),
      level,
      z.strictObject({ is: z.literal('status'), status: z.enum(TROUBLES) }),
    ]),
  }),
  z.strictObject({
    over: z.literal('streams'),
    streams: somePattern,
    except: pattern,
    when: z.union([figures(STREAM_ALERT_METRICS), level]),
  }),
  z.strictObject({
    over: z.literal('connection'),
    when: z.union([figures(CONNECTION_ALERT_METRICS), z.strictObject({ is: z.literal('unreachable') })]),
  }),
]);

export const alertRuleSchema = z.strictObject({
  /** [0-9a-z-]; '' = a new rule, which is given one. */
  ruleId: z
    .string()
    .max(80)
    .regex(/^[0-9a-z-]*$/),
  connection: z.string().min(1).max(200),
  enabled: z.boolean(),
  severity: z.enum(['critical', 'warning']),
  watched,
  /** How long it must hold before it fires. */
  forMs: durationMs,
  /** How long it must be over before an alert that fires is resolved. */
  holdMs: durationMs,
  /** While it fires, it is told again after that long; null = once. */
  repeatMs: durationMs.min(60_000).nullable(),
  channels: z.array(z.string().min(1).max(40)).max(20),
});

/** One alert rule, as a sentence would say it. All durations are ms. */
export type AlertRule = z.infer<typeof alertRuleSchema>;
export type Watched = AlertRule['watched'];
export type Severity = AlertRule['severity'];
export type AlertCondition = Watched['when'];
export type FigureCondition = Extract<AlertCondition, { is: 'figure' }>;
export type AlertMetric = FigureCondition['metric'];

/** What an alert is about: a group, a stream (`group` null), or the connection (both null). */
export interface AlertSubject {
  readonly stream: string | null;
  readonly group: string | null;
}

export const THE_CONNECTION: AlertSubject = { stream: null, group: null };
