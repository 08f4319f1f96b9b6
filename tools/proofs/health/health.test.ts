import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { startRedis } from '../../rig/redis-rig.ts';
import { needServer } from '../../servers/need-server.ts';
import { PLAYED_TOGETHER, UNWATCHED_SCENARIOS } from './all-scenarios.ts';
import type { EtaSight, ScenarioResult } from './play-scenarios.ts';
import { playScenarios } from './play-scenarios.ts';
import { tableOf } from './verdict-table.ts';

// Up to Redis 7.0 calls that get nothing leave no trace, since 7.2 they do: two ways of knowing who is alive.
describe.concurrent.each(['redis-7.0.15', 'redis-8.6.3'] as const)('situations on %s', (name) => {
  test('are judged right, in time, and with no false alarm', { timeout: 240_000 }, async (context) => {
    const rig = await startRedis({ binary: await needServer(context, name) });
    try {
      const together = await playScenarios(rig, PLAYED_TOGETHER);
      const results = [...together, ...(await playScenarios(rig, UNWATCHED_SCENARIOS))];
      process.stdout.write(`\n${name}\n${tableOf(results)}\n`);
      context.expect(results.flatMap(wrongIn)).toEqual([]);
      context.expect(etaTrouble(results)).toEqual([]);
    } finally {
      await rig.stop();
    }
  });
});

test('the document tells of every situation', () => {
  const text = readFileSync(new URL('../../../docs/health-scenarios.md', import.meta.url), 'utf8');
  const all = [...PLAYED_TOGETHER, ...UNWATCHED_SCENARIOS];
  expect(all.length).toBeGreaterThanOrEqual(18);
  for (const { name, what, why } of all) for (const words of [name, what, why]) expect(text, name).toContain(words);
});

function wrongIn({ scenario, phases }: ScenarioResult): string[] {
  return phases.flatMap(({ phase, detectedAfter, falseAlarms, said, course }) => {
    const place = `${scenario.name}, ${phase.name}`;
    const alarms = falseAlarms.map((alarm) => `${place}: ${alarm}`);
    const wanted = phase.detect;
    if (wanted === undefined || (detectedAfter ?? Infinity) <= wanted.withinSeconds) return alarms;
    const when = detectedAfter === null ? 'never said' : `after ${detectedAfter} s`;
    return [...alarms, `${place}: ${wanted.status} ${when}; ${JSON.stringify(course)} "${said}"`];
  });
}

const LEAST_TO_GO_SECONDS = 30;
const MOST_WRONG = 0.2;

function etaTrouble(results: readonly ScenarioResult[]): string[] {
  const drain = etasOf(results, 'long drain');
  const done = drain.find(({ unread, second }) => second > 0 && unread !== null && unread <= 60)?.second;
  if (done === undefined) return ['the long drain did not end'];
  const told = drain.filter(({ eta, second }) => eta === 'time' && done - second >= LEAST_TO_GO_SECONDS);
  if (told.length < 150) return [`a time was told in ${told.length} polls of ${done / 2}`];
  const wrong = told.filter(({ etaSeconds, second }) => off(etaSeconds ?? 0, done - second) > MOST_WRONG);
  // Where more comes in than goes out there is no time, whatever the minutes before were like.
  const growing = ['slow consumers', 'no consumers', 'all dead', 'stalled reading'].flatMap((name) => {
    const from = name === 'no consumers' || name === 'all dead' ? 200 : 300;
    return etasOf(results, name)
      .filter(({ second, eta }) => second > from + 60 && second < from + 200 && eta === 'time')
      .map(({ second }) => `${name}: a time to catch up at ${second} s`);
  });
  return [...wrong.map((one) => `long drain: ${JSON.stringify(one)}, true ${done - one.second} s`), ...growing];
}

function etasOf(results: readonly ScenarioResult[], name: string): readonly EtaSight[] {
  return results.find(({ scenario }) => scenario.name === name)?.etas ?? [];
}

function off(told: number, truth: number): number {
  return Math.abs(told - truth) / truth;
}
