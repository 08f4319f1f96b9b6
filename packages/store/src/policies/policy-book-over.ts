import type { PolicyBook } from '@weir/domain/policies/policy-book';
import type { Reading, Writing } from '../thread/messages.ts';

/** The policy book, asked of the two threads. */
export function policyBookOver(
  read: <M extends keyof Reading>(method: M) => Reading[M],
  write: <M extends keyof Writing>(method: M) => Writing[M],
): PolicyBook {
  return {
    policies: read('policies'),
    policy: read('policy'),
    runs: read('runs'),
    openRuns: read('openRuns'),
    dryRun: read('dryRun'),
    lease: read('lease'),
    heldUp: read('heldUp'),
    savePolicy: write('savePolicy'),
    stopPolicy: write('stopPolicy'),
    removePolicy: write('removePolicy'),
    saveDryRun: write('saveDryRun'),
    takeLease: write('takeLease'),
    holdUp: write('holdUp'),
    addRun: write('addRun'),
    endRun: write('endRun'),
    dealtWith: write('dealtWith'),
  };
}
