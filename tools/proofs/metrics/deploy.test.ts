import { expect, test, type TestContext } from 'vitest';
import { freePort } from '../../rig/free-port.ts';
import { type RedisRig, startRedis } from '../../rig/redis-rig.ts';
import { until } from '../until.ts';
import { startWeir, type WeirProcess } from '../weir-process.ts';
import { DASHBOARD_CHOICES, DASHBOARD_QUERIES, PANELS } from './dashboard.ts';
import { startDemoTraffic } from './demo-traffic.ts';
import { type Found, type PrometheusServer, startPrometheus } from './prometheus-server.ts';
import { writeTroubledStreams } from './troubled-streams.ts';

const WITHIN_MS = 60_000;
/** Panels that are rightly empty while all is well. */
const ONLY_IN_TROUBLE = ['Groups that are not well'];

async function watchedRedis(
  context: TestContext,
  settings: Record<string, string>,
): Promise<{ redis: RedisRig; weir: WeirProcess }> {
  const redis = await startRedis();
  context.onTestFinished(() => redis.stop());
  const weir = await startWeir(redis.url, settings);
  context.onTestFinished(() => weir.stop());
  return { redis, weir };
}

async function prometheusOf(context: TestContext, targets: readonly string[]): Promise<PrometheusServer> {
  const prometheus = await startPrometheus(
    context,
    targets.map((url) => url.replace('http://', '')),
  );
  context.onTestFinished(() => prometheus.stop());
  return prometheus;
}

/** What the expression finds as soon as it finds anything. */
function eventually(prometheus: PrometheusServer, expression: string, laterMs = 0): Promise<readonly Found[]> {
  return until(expression, WITHIN_MS, async () => {
    const found = await prometheus.find(expression, laterMs);
    return found.length > 0 ? found : undefined;
  });
}

function streamsOf(found: readonly Found[]) {
  return new Set(found.map(({ labels }) => labels['stream']));
}

test('every panel of the dashboard shows the streams of the demo', { timeout: 150_000 }, async (context) => {
  const { redis, weir } = await watchedRedis(context, { WEIR_POLL_INTERVAL_MS: '500' });
  const prometheus = await prometheusOf(context, [weir.url]);
  const traffic = await startDemoTraffic(redis);
  context.onTestFinished(() => traffic.stop());
  const shows = async ({ expression, labels }: { expression: string; labels: readonly string[] }) => {
    const [first] = await eventually(prometheus, expression);
    for (const label of labels) expect(first?.labels, expression).toHaveProperty(label);
  };
  for (const { expression, label } of DASHBOARD_CHOICES) await shows({ expression, labels: [label] });
  const calm = DASHBOARD_QUERIES.filter(({ panel }) => !ONLY_IN_TROUBLE.includes(panel));
  expect(calm.length).toBeGreaterThan(20);
  for (const query of calm) await shows(query);
  for (const query of DASHBOARD_QUERIES.filter((each) => !calm.includes(each))) {
    expect(await prometheus.find(query.expression), query.panel).toEqual([]);
  }
  await writeTroubledStreams(redis);
  for (const query of DASHBOARD_QUERIES.filter((each) => !calm.includes(each))) await shows(query);
  const count = DASHBOARD_QUERIES.find(({ panel }) => panel === 'Groups in trouble')?.expression ?? '';
  await until('trouble is counted', WITHIN_MS, async () => {
    const [sum] = await prometheus.find(count);
    return sum !== undefined && sum.value > 0 ? true : undefined;
  });
});

test('the panels stand beside each other, none over another', () => {
  const taken = new Set<string>();
  for (const { title, gridPos } of PANELS) {
    expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        expect(taken.has(`${x},${y}`), `${title} at ${x},${y}`).toBe(false);
        taken.add(`${x},${y}`);
      }
    }
  }
  expect(new Set(PANELS.map(({ id }) => id)).size).toBe(PANELS.length);
});

test('every alert finds the trouble it is for', { timeout: 240_000 }, async (context) => {
  const { redis, weir } = await watchedRedis(context, { WEIR_POLL_INTERVAL_MS: '250', WEIR_METRICS_CONSUMERS: '1' });
  await writeTroubledStreams(redis);
  const poor = await startWeir(redis.url, { WEIR_POLL_INTERVAL_MS: '250', WEIR_POLL_BUDGET_COMMANDS: '10' });
  context.onTestFinished(() => poor.stop());
  const nobody = `127.0.0.1:${await freePort()}`;
  const prometheus = await prometheusOf(context, [weir.url, poor.url, nobody]);
  const waiting = new Map((await prometheus.alerts()).map((rule) => [rule.name, rule]));
  expect(waiting.size).toBe(11);
  const isFor = async (name: string, laterMs = 0) => {
    const rule = waiting.get(name);
    const found = await eventually(prometheus, rule?.query ?? '', laterMs);
    const labels = Object.values(rule?.annotations ?? {}).flatMap((text) => [...text.matchAll(/\$labels\.(\w+)/g)]);
    for (const [, label = ''] of labels) expect(found[0]?.labels, name).toHaveProperty(label);
    waiting.delete(name);
    return found;
  };
  // Before the first look there is no target at all, which is the other half of that alert.
  await eventually(prometheus, 'up == 0');
  expect((await isFor('WeirDoesNotAnswer'))[0]?.labels['instance']).toBe(nobody);
  expect(streamsOf(await isFor('StreamGroupInTrouble'))).toEqual(new Set(['stuck']));
  expect(streamsOf(await isFor('StreamGroupNeedsALook'))).toEqual(new Set(['ghostly']));
  expect(streamsOf(await isFor('StreamGroupIsBehind'))).toEqual(new Set(['stuck']));
  expect(streamsOf(await isFor('StreamEntriesAreStuck'))).toEqual(new Set(['ghostly', 'stuck']));
  for (const name of ['WeirDoesNotKnowLag', 'WeirLeavesConsumersOut', 'WeirPollsRarely']) await isFor(name);
  // As it would be if no poll came to an end from now on.
  const [interval] = await prometheus.find('weir_poll_interval_seconds');
  await isFor('WeirPictureIsOld', 150_000 + 5_000 * (interval?.value ?? 0));
  await redis.kill9();
  await isFor('WeirCannotReachRedis');
  await weir.change('polling.pause', { connection: 'main' });
  await isFor('WeirPollingIsPaused');
  expect([...waiting.keys()]).toEqual([]);
});
