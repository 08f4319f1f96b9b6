import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Job } from '@weir/domain/jobs/job';
import type { JobAnswer, JobDetail } from '@weir/domain/wire/action-answers';
import type { Listed } from '@weir/domain/wire/answers';
import { z } from 'zod';
import { procedureFor, router } from '../access/procedure.ts';
import type { RequestContext } from '../access/request-context.ts';
import { roleCovers } from '../access/role.ts';
import type { Visitor } from '../access/visitor.ts';
import { roleFor } from '../act/role-for.ts';
import { describeJob, describeJobWhole } from '../jobs/describe-job.ts';

const jobInput = z.strictObject({ jobId: z.string().min(1).max(80) });

export const jobsRouter = router({
  list: procedureFor('viewer')
    .input(
      z.strictObject({
        connection: z.string().max(200).optional(),
        unfinished: z.boolean().default(false),
        limit: z.int().min(1).max(500).default(100),
        cursor: z.string().max(80).nullish(),
      }),
    )
    .query(async ({ ctx, input }): Promise<Listed<JobAnswer>> => {
      const { connection, unfinished, limit, cursor } = input;
      const jobs = await ctx.desk.tools.journal.jobs({
        ...(connection === undefined ? {} : { connection }),
        ...(unfinished ? { unfinished } : {}),
        limit: limit + 1,
        ...(cursor ? { before: cursor } : {}),
      });
      const items = jobs.slice(0, limit).map((job) => describeJob(ctx.desk, job));
      return { items, nextCursor: jobs.length > limit ? (items.at(-1)?.jobId ?? null) : null };
    }),

  get: procedureFor('viewer')
    .input(jobInput)
    .query(({ ctx, input }): Promise<JobDetail> => describeJobWhole(ctx.desk, input.jobId)),

  pause: procedureFor('operator')
    .input(jobInput)
    .mutation(({ ctx, input }) => change(ctx, input.jobId, () => ctx.desk.jobs.pause(input.jobId))),

  resume: procedureFor('operator')
    .input(jobInput)
    .mutation(({ ctx, input }) => change(ctx, input.jobId, () => ctx.desk.jobs.resume(input.jobId))),

  cancel: procedureFor('operator')
    .input(jobInput)
    .mutation(({ ctx, input }) => change(ctx, input.jobId, () => ctx.desk.jobs.cancel(input.jobId))),

  setRate: procedureFor('operator')
    .input(jobInput.extend({ ratePerSecond: z.int().min(1).max(1_000_000).nullable() }))
    .mutation(({ ctx, input }) =>
      change(ctx, input.jobId, () => ctx.desk.jobs.setRate(input.jobId, input.ratePerSecond)),
    ),
});

/** Who may begin such a job may steer it. */
async function change(
  ctx: RequestContext & { readonly visitor: Visitor },
  jobId: string,
  act: () => Promise<Job>,
): Promise<JobAnswer> {
  const job = await ctx.desk.tools.journal.job(jobId);
  if (job === undefined) throw new ConsoleError('not-found', 'There is no job of that name.');
  const role = roleFor(job);
  if (!roleCovers(ctx.visitor.role, role)) throw new ConsoleError('not-permitted', `This needs the role ${role}.`);
  return describeJob(ctx.desk, await act());
}
