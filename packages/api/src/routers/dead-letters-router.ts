import { DEFAULT_RULES } from '@weir/domain/dead-letters/letter-rules';
import type { DeadLetterReasons, DeadLetterStreams, LettersAnswer } from '@weir/domain/wire/dead-letter-answers';
import { z } from 'zod';
import { procedureFor, router } from '../access/procedure.ts';
import type { RequestContext } from '../access/request-context.ts';
import { findWatch } from '../connections/find-watch.ts';
import { letterReasons } from '../dead-letters/letter-reasons.ts';
import { letterStreams } from '../dead-letters/letter-streams.ts';
import { listLetters } from '../dead-letters/list-letters.ts';
import { connectionInput, optionalName, page, streamInput } from './input.ts';

export const deadLettersRouter = router({
  list: procedureFor('viewer')
    .input(connectionInput)
    .query(({ ctx, input }): Promise<DeadLetterStreams> =>
      letterStreams(findWatch(ctx.watches, input.connection), ctx.desk.tools, rulesOf(ctx)),
    ),

  // Why an entry failed is often said with a part of it.
  reasons: procedureFor('reader')
    .input(connectionInput)
    .query(async ({ ctx, input }): Promise<DeadLetterReasons> => {
      const watch = findWatch(ctx.watches, input.connection);
      const { items } = await letterStreams(watch, ctx.desk.tools, rulesOf(ctx));
      return letterReasons(watch, rulesOf(ctx), items);
    }),

  entries: procedureFor('reader')
    .input(
      streamInput.extend({
        origin: optionalName,
        group: optionalName,
        error: optionalName,
        text: z.string().max(200).optional(),
        ...page,
      }),
    )
    .query(({ ctx, input }): Promise<LettersAnswer> =>
      listLetters(findWatch(ctx.watches, input.connection), rulesOf(ctx), input),
    ),
});

function rulesOf({ desk }: Pick<RequestContext, 'desk'>) {
  return desk.tools.letters ?? DEFAULT_RULES;
}
