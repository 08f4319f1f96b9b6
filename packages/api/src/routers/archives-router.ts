import type { ArchiveAnswer } from '@weir/domain/wire/archive-answers';
import { z } from 'zod';
import { procedureFor, router } from '../access/procedure.ts';
import { listArchives } from '../archives/list-archives.ts';
import { optionalName } from './input.ts';

export const archivesRouter = router({
  list: procedureFor('viewer')
    .input(z.strictObject({ connection: z.string().max(200).optional(), stream: optionalName }))
    .query(async ({ ctx, input }): Promise<{ readonly items: readonly ArchiveAnswer[] }> => ({
      items: await listArchives(ctx.desk.tools.archives, input),
    })),
});
