import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Demo } from './demo.ts';
import { openDemoFolder } from './private/demo-folder.ts';
import { TROUBLES } from './troubles/schedule.ts';
import { afterReady, USAGE } from './words.ts';

const PARENT_LOOK_MS = 1_000;

const { calm } = readOptions();
// A checkout has a folder of its own for this; an installed package may lie where nobody can write.
const parent = import.meta.url.endsWith('.ts')
  ? fileURLToPath(new URL('../../../.weir', import.meta.url))
  : join(tmpdir(), 'weir');
const folder = openDemoFolder(parent, process.pid);
const demo = new Demo(folder, calm ? [] : TROUBLES);
let ending = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
stopWithNpm();

try {
  const ready = await demo.start((why) => {
    console.error(why);
    void end(1);
  });
  console.log(ready.line);
  console.log(afterReady(ready.redisPort, demo.troubles));
} catch (error) {
  if (!ending) console.error(error instanceof Error ? error.message : error);
  await end(1);
}

function readOptions(): { readonly calm: boolean } {
  const { values } = parseArgs({
    options: { calm: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  return values;
}

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  await demo.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

// A killed npm cannot pass anything on, and nobody could stop the demo from that terminal afterwards.
function stopWithNpm(): void {
  const parent = process.ppid;
  if (process.env['npm_lifecycle_event'] === undefined || parent <= 1) return;
  setInterval(() => {
    if (process.ppid !== parent) void end(0);
  }, PARENT_LOOK_MS).unref();
}
