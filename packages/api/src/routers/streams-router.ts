import type { Listed, RulerAnswer, StreamAnswer, TrashAnswer } from '@weir/domain/wire/answers';
import { procedureFor, router } from '../access/procedure.ts';
import { findWatch } from '../connections/find-watch.ts';
import { drawRuler } from '../streams/draw-ruler.ts';
import { listStreams } from '../streams/list-streams.ts';
import { listTrash } from '../streams/list-trash.ts';
import { connectionInput, listing, streamInput } from './input.ts';

export const streamsRouter = router({
  list: procedureFor('viewer')
    .input(connectionInput.extend(listing))
    .query(({ ctx, input }): Listed<StreamAnswer> => listStreams(findWatch(ctx.watches, input.connection), input)),

  trash: procedureFor('viewer')
    .input(connectionInput)
    .query(async ({ ctx, input }): Promise<{ readonly items: readonly TrashAnswer[] }> => {
      const watch = findWatch(ctx.watches, input.connection);
      return { items: await listTrash(ctx.desk.tools, watch) };
    }),

  ruler: procedureFor('viewer')
    .input(streamInput)
    .query(({ ctx, input }): Promise<RulerAnswer> => drawRuler(findWatch(ctx.watches, input.connection), input.stream)),
});
