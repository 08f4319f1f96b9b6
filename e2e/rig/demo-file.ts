import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const DEMO_FILE = `${ROOT}/.tools/e2e/demo.json`;
export const DEMO_SESSION = `${ROOT}/.tools/e2e/session.json`;

/** The running demo, as written down for the journeys, which run in other processes. */
export interface OpenDemo {
  readonly url: string;
  readonly redisPort: number;
  readonly startedAt: number;
}

export function readOpenDemo(): OpenDemo {
  // Written by open-demo.ts with exactly this shape.
  return JSON.parse(readFileSync(DEMO_FILE, 'utf8')) as OpenDemo;
}
