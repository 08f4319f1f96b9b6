import { chmodSync, cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

// `npm pack`: everything `weir` needs, in one folder and without a dependency. `node tools/pack/build-package.ts [folder]`.
const root = fileURLToPath(new URL('../..', import.meta.url));
const to = process.argv[2] ?? `${root}/dist`;

rmSync(to, { recursive: true, force: true });
const bundle = await rolldown({
  input: {
    weir: `${root}/tools/pack/weir.ts`,
    // Started by their own path: the demo starts the console, the store its threads.
    main: `${root}/apps/server/src/main.ts`,
    'thread/store-worker': `${root}/packages/store/src/thread/store-worker.ts`,
    'history/history-worker': `${root}/packages/store/src/history/history-worker.ts`,
  },
  platform: 'node',
  // Some libraries ask for parts that are optional; what is missing is found by the test that starts the package.
  logLevel: 'silent',
});
await bundle.write({
  dir: to,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
  minify: false,
});
await bundle.close();
cpSync(`${root}/apps/web/dist`, `${to}/web`, { recursive: true });
chmodSync(`${to}/weir.js`, 0o755);
