import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

// Debian's Chromium; elsewhere the setup script names one, or Playwright's own is used.
const chromium = process.env['WEIR_CHROMIUM'] ?? (existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined);

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './e2e/rig/open-demo.ts',
  fullyParallel: true,
  // Two cores are what the smallest machine has, and the servers need some of them.
  workers: 2,
  // Once more, for a machine that others keep busy. The last line of `npm test` says how many needed it.
  retries: 1,
  forbidOnly: true,
  // The slowest trouble shows about two minutes after the demo began; each journey may wait for that.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    timezoneId: 'UTC',
    locale: 'en-US',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
