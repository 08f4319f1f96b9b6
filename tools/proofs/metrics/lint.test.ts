import { execFile, spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { METRICS } from '@weir/api/metrics/metric-names';
import { startRedis } from '../../rig/redis-rig.ts';
import { until } from '../until.ts';
import { startWeir } from '../weir-process.ts';
import { needProgram } from './debian-program.ts';
import { RULES } from './prometheus-server.ts';
import { readExposition } from './read-exposition.ts';
import { writeVariedStreams } from './varied-streams.ts';

const run = promisify(execFile);

test('the page has no fault that promtool or a strict reader finds', { timeout: 120_000 }, async (context) => {
  const promtool = await needProgram(context, 'promtool');
  const redis = await startRedis();
  await writeVariedStreams(redis);
  const weir = await startWeir(redis.url);
  try {
    const text = await until('every metric there is', 20_000, async () => {
      const page = await weir.get('/metrics');
      return Object.keys(METRICS).every((name) => page.text.includes(`\n${name}{`)) ? page.text : undefined;
    });
    const metrics = readExposition(text);
    expect([...metrics.keys()].toSorted()).toEqual(Object.keys(METRICS).toSorted());
    for (const [name, { type, help }] of metrics) {
      expect(type === 'counter', name).toBe(name.endsWith('_total'));
      expect(help, name).not.toBe('');
    }
    expect(await checkMetrics(promtool, text)).toEqual({ code: 0, said: '' });
    // Proof that it looks.
    const broken = text.replaceAll('weir_poll_commands_total', 'weir_poll_commands');
    expect((await checkMetrics(promtool, broken)).said).toContain('weir_poll_commands');
  } finally {
    await weir.stop();
    await redis.stop();
  }
});

test('the alert rules are valid and fire when they should', { timeout: 120_000 }, async (context) => {
  const promtool = await needProgram(context, 'promtool');
  const cwd = dirname(RULES);
  const checked = await run(promtool, ['check', 'rules', '--lint-fatal', 'weir-alerts.yml'], { cwd });
  expect(checked.stdout).toContain('rules found');
  const tested = await run(promtool, ['test', 'rules', 'weir-alerts.test.yml'], { cwd });
  expect(tested.stdout).toContain('SUCCESS');
  await run(promtool, ['check', 'config', 'weir-scrape.yml'], { cwd });
});

async function checkMetrics(promtool: string, text: string): Promise<{ code: number; said: string }> {
  const child = spawn(promtool, ['check', 'metrics'], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (part: Buffer) => (said += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  child.stdin.end(text);
  const code = await new Promise<number>((resolve) => child.once('close', (ended) => resolve(ended ?? -1)));
  return { code, said };
}
