import { describe, test } from 'vitest';
import { startRedis } from '../../rig/redis-rig.ts';
import { needServer } from '../../servers/need-server.ts';
import { playScenarios } from './play-scenarios.ts';
import { PLAYED_TOGETHER, UNWATCHED_SCENARIOS } from './all-scenarios.ts';
import { tableOf } from './verdict-table.ts';

describe.concurrent.each(['redis-7.0.15', 'redis-8.6.3'] as const)('situations on %s', (name) => {
  test('are judged right, in time, and with no false alarm', { timeout: 120_000 }, async (context) => {
    const { expect } = context;
    const rig = await startRedis({ binary: await needServer(context, name) });
    try {
      const results = [
        ...(await playScenarios(rig, PLAYED_TOGETHER)),
        ...(await playScenarios(rig, UNWATCHED_SCENARIOS)),
      ];
      process.stdout.write(`\n${name}\n${tableOf(results)}\n`);
      const wrong = results.flatMap(({ scenario, phases }) =>
        phases.flatMap(({ phase, detectedAfter, falseAlarms, said, course }) => {
          const place = `${scenario.name}, ${phase.name}`;
          const late =
            phase.detect !== undefined && (detectedAfter ?? Infinity) > phase.detect.withinSeconds
              ? [
                  `${place}: ${phase.detect.status} ${detectedAfter === null ? 'never said' : `after ${detectedAfter} s`}; ${JSON.stringify(course)} "${said}"`,
                ]
              : [];
          return [...late, ...falseAlarms.map((alarm) => `${place}: ${alarm}`)];
        }),
      );
      expect(wrong).toEqual([]);
    } finally {
      await rig.stop();
    }
  });
});
