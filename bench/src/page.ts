import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from '@playwright/test';
import type { GroupAnswer, Listed } from '@weir/domain/wire/answers';
import { startRedis } from '../../tools/rig/redis-rig.ts';
import { until } from '../../tools/proofs/until.ts';
import { startWeir } from '../../tools/proofs/weir-process.ts';
import { makeManyGroups, type ManyGroups } from './fan-out-groups.ts';
import { startBrowser, taskClock } from './page-browser.ts';
import { openRealPage, type RealPage } from './page-real.ts';
import { startRivalsSite } from './page-rivals-site.ts';
import { median, printRatio } from './print-ratio.ts';

// The real groups page over 10,000 groups, a tenth of them changing, beside a plain table and one whose sparklines are
// Recharts charts, in the same browser and the same run.
const [STREAMS, GROUPS_EACH, ACTIVE, INTERVAL_MS, ROUNDS] = [5_000, 2, 0.1, 2_000, 7];
// Active, and no part of another stream's name.
const PROBE = 'orders:4990';

interface Figures {
  readonly mount: number;
  readonly tick: number;
}

const rig = await startRedis();
const groups = await makeManyGroups(rig.port, STREAMS, GROUPS_EACH, ACTIVE);
const weir = await startWeir(rig.url, {
  WEIR_POLL_INTERVAL_MS: String(INTERVAL_MS),
  WEIR_POLL_BUDGET_CORE_PERCENT: '10',
  WEIR_POLL_BUDGET_COMMANDS: '100000',
  WEIR_POLL_BUDGET_BYTES: '50000000',
});
const browser = await startBrowser();
try {
  const connection = await weir.connection();
  await until('all groups are known', 120_000, async () => {
    const { items } = await weir.query<Listed<GroupAnswer>>('groups.list', { connection, limit: 20_000 });
    return items.length === STREAMS * GROUPS_EACH ? true : undefined;
  });
  const [plain, charts] = [await rival(browser, 'plain'), await rival(browser, 'charts')];
  const page = await openRealPage(browser, weir, connection);
  const paints = await repeat(() => page.firstPaint());
  const mounts = await repeat(() => page.mount());
  const filters: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    filters.push(await page.filter(`orders:${round + 1}1`));
    await page.filter('');
  }
  const tick = await underChange(groups, () => page.tick(8));
  await sameAsTheServer(page, connection);
  const ours: Figures = { mount: median(mounts), tick };
  printRatio(
    'first row painted after navigation ÷ 1.5 s',
    median(paints) / 1_500,
    '≤ 1',
    `${median(paints).toFixed(0)} ms`,
  );
  printRatio(
    'filter ÷ 100 ms',
    median(filters) / 100,
    '≤ 1',
    `median ${median(filters).toFixed(0)} ms, worst ${Math.max(...filters).toFixed(0)} ms`,
  );
  compare('first render', 'mount', plain, charts, ours, ['≥ 15', '≥ 4']);
  compare('main thread per live update', 'tick', plain, charts, ours, ['≥ 10', '-']);
  printRatio(
    'live updates lost ÷ received',
    page.updates.broken / page.updates.received,
    '0',
    `${page.updates.broken} of ${page.updates.received}`,
  );
} finally {
  await browser.close();
  groups.stop();
  await weir.stop();
  await rig.stop();
}

async function rival(from: Browser, way: string): Promise<Figures> {
  const site = await startRivalsSite();
  const mounts: number[] = [];
  const ticks: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const tab = await from.newPage({ viewport: { width: 1440, height: 900 } });
    await tab.goto(`${site.url}/?way=${way}`);
    await tab.waitForFunction('globalThis.mount');
    mounts.push(Number(await tab.evaluate('mount()')));
    const clock = await taskClock(tab);
    const before = await clock.read();
    for (let times = 0; times < 3; times += 1)
      await tab.evaluate(`tick(${ACTIVE}); new Promise((done) => requestAnimationFrame(() => setTimeout(done)))`);
    ticks.push(((await clock.read()) - before) / 3);
    await tab.close();
  }
  site.stop();
  return { mount: median(mounts), tick: median(ticks) };
}

function compare(
  what: string,
  figure: keyof Figures,
  plain: Figures,
  charts: Figures,
  ours: Figures,
  goals: readonly [string, string],
): void {
  printRatio(
    `${what}, plain table ÷ ours`,
    plain[figure] / ours[figure],
    goals[0],
    `${plain[figure].toFixed(0)} ÷ ${ours[figure].toFixed(0)} ms`,
  );
  printRatio(
    `${what}, Recharts sparklines ÷ ours`,
    charts[figure] / ours[figure],
    goals[1],
    `${charts[figure].toFixed(0)} ÷ ${ours[figure].toFixed(0)} ms`,
  );
}

async function repeat(measure: () => Promise<number>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await measure());
  return times;
}

async function underChange<T>(driver: ManyGroups, work: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  const driving = (async () => {
    while (!over.signal.aborted) {
      await driver.step();
      await pause(INTERVAL_MS / 2);
    }
  })();
  const result = await work();
  over.abort();
  await driving;
  return result;
}

// Every change arrived when, at rest, the page shows what the server answers.
async function sameAsTheServer(page: RealPage, connection: string): Promise<void> {
  await until('the page shows what the server knows', 15_000, async () => {
    const { items } = await weir.query<Listed<GroupAnswer>>('groups.list', { connection, stream: PROBE });
    const cells = (await page.onlyRow(PROBE)).replaceAll(',', '').split(/\s+/);
    return items.some(({ pending }) => pending > 0 && cells.includes(String(pending))) ? true : undefined;
  });
}
