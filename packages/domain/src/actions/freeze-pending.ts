import type { EntryId } from '../entries/entry-id.ts';
import { ConsoleError } from '../errors/console-error.ts';
import type { Freezer } from './freezer.ts';
import type { Look } from './look.ts';

export interface Frozen {
  readonly count: number;
  /** Holder → entries, most first. */
  readonly from: readonly { readonly consumer: string; readonly count: number }[];
}

/** Freezes a pending list as it is, whole or that of one consumer, whether the payloads are there or not. */
export async function freezePending(
  look: Look,
  { stream, group }: { readonly stream: string; readonly group: string },
  whose: { readonly consumer?: string },
  freezer: Freezer,
): Promise<Frozen> {
  const holders = new Map<string, number>();
  let count = 0;
  let after: EntryId | null = null;
  do {
    if (freezer.signal.aborted) throw new ConsoleError('refused', 'Looking was stopped; nothing was changed.');
    const page: Awaited<ReturnType<Look['pending']>> = await look.pending(
      stream,
      group,
      after === null ? whose : { ...whose, after },
    );
    for (const { consumer } of page.rows) holders.set(consumer, (holders.get(consumer) ?? 0) + 1);
    if (page.rows.length > 0) await freezer.freeze(page.rows);
    count += page.rows.length;
    freezer.progress(count);
    after = page.next;
  } while (after !== null);
  const from = [...holders].map(([consumer, held]) => ({ consumer, count: held }));
  return { count, from: from.toSorted((a, b) => b.count - a.count) };
}
