import type { AuditFilter, AuditRecord } from '@weir/domain/audit/audit-record';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { AuditListAnswer, AuditVerifyAnswer } from '@weir/domain/wire/action-answers';
import { z } from 'zod';
import { procedureFor, router } from '../access/procedure.ts';
import { auditFilter } from '../audit/audit-filter.ts';

export const auditRouter = router({
  list: procedureFor('viewer')
    .input(
      auditFilter.extend({
        limit: z.int().min(1).max(500).default(100),
        cursor: z
          .string()
          .regex(/^[1-9][0-9]{0,15}$/)
          .nullish(),
      }),
    )
    .query(async ({ ctx, input }): Promise<AuditListAnswer> => {
      const { limit, cursor, ...filter } = input;
      const { audit } = ctx.desk.tools;
      // Sound: a filter that was not given is absent or undefined, and both mean the same here.
      const wanted = filter as AuditFilter;
      const records = await audit.records(wanted, limit + 1, cursor ? Number(cursor) : undefined);
      const items = records.slice(0, limit);
      const last = items.at(-1);
      return {
        items,
        nextCursor: records.length > limit && last !== undefined ? String(last.sequence) : null,
        total: await audit.count(wanted),
      };
    }),

  get: procedureFor('viewer')
    .input(z.strictObject({ auditId: z.string().min(1).max(80) }))
    .query(async ({ ctx, input }): Promise<AuditRecord> => {
      const record = await ctx.desk.tools.audit.record(input.auditId);
      if (record === undefined) throw new ConsoleError('not-found', 'There is no record of that name.');
      return record;
    }),

  verify: procedureFor('viewer')
    .input(z.strictObject({}).optional())
    .query(({ ctx }): Promise<AuditVerifyAnswer> => ctx.desk.tools.audit.verify()),
});
