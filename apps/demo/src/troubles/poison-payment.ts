import { writePoisonPayment } from '../scenarios/entry-writers.ts';
import { LAST_DELIVERY } from '../traffic/retries.ts';
import type { Trouble } from './trouble.ts';

/** A payment whose amount nobody can read; the ledgers pass it on among themselves. */
export const poisonPayment: Trouble = {
  atMs: 15_000,
  says: `ledger meets an entry it cannot work on; it is tried again up to ${LAST_DELIVERY} times`,
  async begin({ traffic }) {
    await traffic.producer.write('payments:events', [writePoisonPayment()]);
  },
};
