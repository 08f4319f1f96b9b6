import type { Sabotage } from './sabotage.ts';

/** Of what the health rules look at. */
export const HEALTH_SABOTAGES: readonly Sabotage[] = [
  {
    name: 'trend-by-ends',
    edits: [
      {
        file: 'packages/domain/src/metrics/trend.ts',
        text: 'return goesSteadily(b - a, c - b, d - c, least);',
        replacement: 'return d - a >= least && a >= 0 && b >= 0 && c >= 0;',
      },
    ],
    test: {
      file: 'packages/domain/src/metrics/trend.test.ts',
      title: 'one step up does not climb, wherever it stands',
    },
  },
  {
    name: 'claim-counts-as-a-call',
    edits: [
      {
        file: 'packages/domain/src/health/calls.ts',
        text: 'const consumer = withoutOwnCall(seen, situation.memory.ownCalls);',
        replacement: 'const consumer = withoutOwnCall(seen, {});',
      },
    ],
    test: { file: 'packages/domain/src/health/own-calls.test.ts', title: 'stays dead' },
  },
  {
    name: 'batch-judged-as-any-other',
    edits: [
      {
        file: 'packages/domain/src/health/batch.ts',
        text: 'if (limits.batchEveryMs > 0) {',
        replacement: 'if (limits.batchEveryMs < 0) {',
      },
    ],
    test: {
      file: 'packages/domain/src/health/batch.test.ts',
      title: 'is told with when it was due, by what and how much waits',
    },
  },
];
