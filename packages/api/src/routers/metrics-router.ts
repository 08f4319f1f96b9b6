import { type Listed, METRICS, type SeriesAnswer } from '@weir/domain/wire/answers';
import { z } from 'zod';
import { procedureFor, router } from '../access/procedure.ts';
import { findWatch } from '../connections/find-watch.ts';
import { readSeries } from '../metrics/read-series.ts';
import { readSparks, type SparksAnswer } from '../metrics/read-sparks.ts';
import { connectionInput, milliseconds, optionalName } from './input.ts';

const metric = z.enum(METRICS);

export const metricsRouter = router({
  series: procedureFor('viewer')
    .input(
      connectionInput.extend({
        stream: optionalName,
        group: optionalName,
        metrics: z.array(metric).min(1).max(METRICS.length),
        from: milliseconds,
        to: milliseconds,
        maxPoints: z.int().min(2).max(2_000).default(600),
      }),
    )
    .query(({ ctx, input }): Promise<Listed<SeriesAnswer>> =>
      readSeries(findWatch(ctx.watches, input.connection), input),
    ),

  sparks: procedureFor('viewer')
    .input(
      connectionInput.extend({
        rows: z.array(z.strictObject({ stream: z.string(), group: optionalName, metric })).max(200),
        points: z.int().min(2).max(360).default(60),
        at: milliseconds.optional(),
      }),
    )
    .query(({ ctx, input }): Promise<SparksAnswer> => readSparks(findWatch(ctx.watches, input.connection), input)),
});
