import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.ts',
      'apps/web/src/**/*.test.tsx',
      'tools/**/*.test.ts',
    ],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    // On a machine that others keep busy a wait may end too soon; what is wrong does not become right the second time.
    // The report names what was tried again.
    retry: { count: 1, condition: /timed out|^not (with)?in \d+ |did not come to hold|^never: / },
    // Servers and clocks of their own per file; two cores are what the smallest machine has.
    maxWorkers: 2,
  },
});
