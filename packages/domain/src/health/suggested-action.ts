import type { Finding } from './judgement.ts';

/**
 * The one next step for a trouble; it only goes somewhere or opens a dialog that is filled in. claim: what that consumer
 * holds. acknowledge-gone: pending entries without payload. pending: the list, of one consumer, from one entry on, or of what
 * was delivered that often. consumers, stream: the page.
 */
export type SuggestedAction =
  | { readonly do: 'claim'; readonly consumer: string }
  | { readonly do: 'acknowledge-gone' }
  | { readonly do: 'pending'; readonly consumer?: string; readonly entry?: string; readonly deliveries?: number }
  | { readonly do: 'consumers' }
  | { readonly do: 'stream' };

/** From which deliveries on a list shows a poison entry that is not named, where its rule was met by age or by holders. */
const FEWEST_DELIVERIES = 3;

/** What to do about this trouble; undefined = there is nothing to do but wait or look. `culprit` as in the row. */
export function suggestedAction(rule: Finding['rule'], culprit: string): SuggestedAction | undefined {
  switch (rule) {
    case 'dead-consumer':
      return culprit === '' ? { do: 'pending' } : { do: 'claim', consumer: culprit };
    case 'slow-consumer':
      return culprit === '' ? { do: 'pending' } : { do: 'pending', consumer: culprit };
    case 'stalled-acknowledging':
      return { do: 'pending' };
    case 'poison-entry':
      return culprit === '' ? { do: 'pending', deliveries: FEWEST_DELIVERIES } : { do: 'pending', entry: culprit };
    case 'ghosts':
      return { do: 'acknowledge-gone' };
    case 'falling-behind':
    case 'stalled-reading':
    case 'no-consumers':
    case 'late-batch':
    case 'behind':
      return { do: 'consumers' };
    case 'losing-data':
      return { do: 'stream' };
    default:
      return undefined;
  }
}
