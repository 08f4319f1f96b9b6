import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// `npm run dev`: the server, started again when its sources change, and the pages from Vite, at http://127.0.0.1:7390.

const root = fileURLToPath(new URL('../..', import.meta.url));
const parts = [
  spawn(process.execPath, ['--watch', '--watch-preserve-output', 'apps/server/src/main.ts', 'serve'], {
    cwd: root,
    stdio: 'inherit',
    // The pages come from another port while developing, and the browser says so in Host and Origin.
    env: { ...process.env, WEIR_ALLOWED_HOSTS: '127.0.0.1:7390,localhost:7390' },
  }),
  spawn(process.execPath, ['node_modules/vite/bin/vite.js', '--host', '127.0.0.1'], {
    cwd: `${root}/apps/web`,
    stdio: 'inherit',
  }),
];

const stop = (): void => parts.forEach((part) => part.kill('SIGTERM'));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
for (const part of parts) part.once('exit', stop);
