import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDemoFolder, REDIS_PID_FILE } from './demo-folder.ts';

// Beyond what Linux gives out by default on 64 bits, so nobody has it.
const DEAD_PID = 4_194_303;
let weir: string;

beforeEach(() => {
  weir = realpathSync(mkdtempSync(join(tmpdir(), 'weir-demo-')));
});
afterEach(() => rmSync(weir, { recursive: true, force: true }));

test('each run has a folder of its own', () => {
  expect(openDemoFolder(weir, process.pid)).toBe(join(weir, `demo-${process.pid}`));
});

test('a run that still lives keeps its folder', () => {
  const other = openDemoFolder(weir, process.pid);
  openDemoFolder(weir, DEAD_PID);
  expect(existsSync(other)).toBe(true);
});

test('what a killed run left is swept, its server too', async () => {
  const left = join(weir, `demo-${DEAD_PID}`);
  mkdirSync(left);
  const server = spawn('sleep', ['60'], { cwd: left });
  const ended = new Promise((resolve) => server.once('exit', (_code, signal) => resolve(signal)));
  writeFileSync(join(left, REDIS_PID_FILE), String(server.pid));
  openDemoFolder(weir, process.pid);
  expect(await ended).toBe('SIGKILL');
  expect(existsSync(left)).toBe(false);
});

test('a process that only has the old number is left alone', async () => {
  const left = join(weir, `demo-${DEAD_PID}`);
  mkdirSync(left);
  const bystander = spawn('sleep', ['60'], { cwd: tmpdir() });
  const ended = new Promise((resolve) => bystander.once('exit', (_code, signal) => resolve(signal)));
  writeFileSync(join(left, REDIS_PID_FILE), String(bystander.pid));
  openDemoFolder(weir, process.pid);
  bystander.kill('SIGUSR1');
  expect(await ended).toBe('SIGUSR1');
});

test('the console folder of the owner is not touched', () => {
  mkdirSync(join(weir, 'console'));
  openDemoFolder(weir, process.pid);
  expect(existsSync(join(weir, 'console'))).toBe(true);
});
