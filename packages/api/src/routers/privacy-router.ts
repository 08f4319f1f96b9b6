import type { PrivacyReport } from '@weir/domain/wire/privacy-answers';
import { z } from 'zod';
import { procedureFor, router } from '../access/procedure.ts';
import { privacyReport } from '../privacy/privacy-report.ts';

export const privacyPlans = z
  .array(z.string().regex(/^[0-9a-z-]{1,40}$/))
  .min(1)
  .max(200);

export const privacyRouter = router({
  report: procedureFor('reader')
    .input(z.strictObject({ plans: privacyPlans }))
    .query(({ ctx, input }): Promise<PrivacyReport> => privacyReport(ctx.desk.tools, input.plans, ctx.visitor.actor)),
});
