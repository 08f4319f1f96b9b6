import { alertRuleSchema } from '@weir/domain/alerts/alert-rule';
import { quietSchema, targetInput } from '@weir/domain/alerts/channel';
import type { Snooze } from '@weir/domain/alerts/incident';
import {
  BACK_TEST_SPANS,
  type AlertDetail,
  type AlertListAnswer,
  type AlertRulesAnswer,
  type AlertSummaryAnswer,
  type BackTestAnswer,
  type ChannelAnswer,
  type ChannelTestAnswer,
  type PreviewAnswer,
} from '@weir/domain/wire/alert-answers';
import { z } from 'zod';
import { procedureFor, router } from '../access/procedure.ts';
import type { RequestContext } from '../access/request-context.ts';
import type { Visitor } from '../access/visitor.ts';
import {
  type Author,
  channelOf,
  removeChannel,
  removeRule,
  saveChannel,
  saveRule,
  snooze,
  wake,
} from '../alerts/alert-changes.ts';
import { describeAlert, listAlerts, summariseAlerts } from '../alerts/describe-alert.ts';
import { describeChannel, listRules } from '../alerts/describe-rules.ts';
import { previewMessage, testChannel } from '../alerts/preview-message.ts';
import { connectionInput, milliseconds } from './input.ts';

const id = z.string().min(1).max(80);
const reason = z.string().max(1_000).default('');
const name = z.string().max(1_000_000);

const channelInput = connectionInput.extend({
  channelId: z.string().max(80),
  name: z.string().trim().min(1).max(100),
  enabled: z.boolean(),
  target: targetInput,
  quiet: quietSchema.nullable(),
});

export const alertsRouter = router({
  list: procedureFor('viewer')
    .input(
      connectionInput.extend({
        state: z.enum(['firing', 'resolved']).default('firing'),
        limit: z.int().min(1).max(500).default(100),
        cursor: z
          .string()
          .regex(/^[cw][1-9][0-9]{0,15}$/)
          .nullish(),
      }),
    )
    .query(({ ctx, input }): Promise<AlertListAnswer> => listAlerts(ctx.alerts, input)),

  summary: procedureFor('viewer')
    .input(connectionInput)
    .query(({ ctx, input }): Promise<AlertSummaryAnswer> => summariseAlerts(ctx.alerts, input.connection)),

  get: procedureFor('viewer')
    .input(z.strictObject({ incidentId: id }))
    .query(({ ctx, input }): Promise<AlertDetail> => describeAlert(ctx.alerts, input.incidentId)),

  rules: procedureFor('viewer')
    .input(connectionInput)
    .query(({ ctx, input }): Promise<AlertRulesAnswer> => listRules(ctx.alerts, input.connection)),

  preview: procedureFor('viewer')
    .input(z.strictObject({ rule: alertRuleSchema, kind: z.enum(['webhook', 'slack', 'email']) }))
    .mutation(({ ctx, input }): Promise<PreviewAnswer> => previewMessage(ctx.alerts, input.rule, input.kind)),

  backTest: procedureFor('viewer')
    .input(z.strictObject({ rule: alertRuleSchema, span: z.enum(BACK_TEST_SPANS).default('1h') }))
    .mutation(({ ctx, input, signal }): Promise<BackTestAnswer> => ctx.alerts.backTest(input.rule, input.span, signal)),

  saveRule: procedureFor('maintainer')
    .input(z.strictObject({ rule: alertRuleSchema, reason }))
    .mutation(async ({ ctx, input }): Promise<{ readonly ruleId: string }> => {
      const { ruleId } = await saveRule(ctx.alerts, input.rule, authorOf(ctx, input.reason));
      return { ruleId };
    }),

  removeRule: procedureFor('maintainer')
    .input(z.strictObject({ ruleId: id, reason }))
    .mutation(async ({ ctx, input }): Promise<{ readonly ruleId: string }> => {
      await removeRule(ctx.alerts, input.ruleId, authorOf(ctx, input.reason));
      return { ruleId: input.ruleId };
    }),

  // Where messages go is where names of streams go: an admin says so.
  saveChannel: procedureFor('admin')
    .input(channelInput.extend({ reason }))
    .mutation(async ({ ctx, input }): Promise<ChannelAnswer> => {
      const { reason: why, ...channel } = input;
      return describeChannel(ctx.alerts, await saveChannel(ctx.alerts, channel, authorOf(ctx, why)));
    }),

  removeChannel: procedureFor('admin')
    .input(connectionInput.extend({ channelId: id, reason }))
    .mutation(async ({ ctx, input }): Promise<{ readonly channelId: string }> => {
      await removeChannel(ctx.alerts, input.connection, input.channelId, authorOf(ctx, input.reason));
      return { channelId: input.channelId };
    }),

  test: procedureFor('admin')
    .input(channelInput)
    .mutation(async ({ ctx, input }): Promise<ChannelTestAnswer> => {
      return testChannel(ctx.alerts, input.connection, await channelOf(ctx.alerts, input));
    }),

  snooze: procedureFor('operator')
    .input(
      connectionInput.extend({
        incidentId: id.nullable().default(null),
        stream: name.nullable().default(null),
        group: name.nullable().default(null),
        until: milliseconds.optional(),
        forMs: milliseconds.optional(),
        reason,
      }),
    )
    .mutation(({ ctx, input }): Promise<Snooze> => {
      const { reason: why, ...wanted } = input;
      return snooze(ctx.alerts, wanted, authorOf(ctx, why));
    }),

  wake: procedureFor('operator')
    .input(connectionInput.extend({ snoozeId: id, reason }))
    .mutation(async ({ ctx, input }): Promise<{ readonly snoozeId: string }> => {
      await wake(ctx.alerts, input.connection, input.snoozeId, authorOf(ctx, input.reason));
      return { snoozeId: input.snoozeId };
    }),
});

function authorOf(ctx: RequestContext & { readonly visitor: Visitor }, why: string): Author {
  return { visitor: ctx.visitor, origin: ctx.origin, reason: why };
}
