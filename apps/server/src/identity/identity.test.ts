import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openApiTokens } from './api-tokens.ts';
import { openSessions } from './sessions.ts';
import { openSignInCodes } from './sign-in-codes.ts';

let folder = '';
let at = 1_000_000;
const now = () => at;
const MINUTE = 60_000;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-identity-'));
  at = 1_000_000;
});
afterEach(() => rmSync(folder, { recursive: true }));

const filesIn = (): string[] => readdirSync(folder).map((file) => join(folder, file));

describe('sign-in codes', () => {
  test('a code opens once, whoever tries a hundred times at once', async () => {
    const codes = await openSignInCodes(folder, now);
    const code = await codes.issue();
    // Two openings of the folder stand for two processes.
    const others = await openSignInCodes(folder, now);
    const tries = Array.from({ length: 100 }, (_, n) => (n % 2 ? codes : others).spend(code));
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    expect(await codes.spend(code)).toBe(false);
  });

  test('a code ends after fifteen minutes', async () => {
    const codes = await openSignInCodes(folder, now);
    const [early, late] = [await codes.issue(), await codes.issue()];
    at += 15 * MINUTE - 1;
    expect(await codes.spend(early)).toBe(true);
    at += 1;
    expect(await codes.spend(late)).toBe(false);
  });

  test('a code made by another process is known at once, old ones are cleared away', async () => {
    const codes = await openSignInCodes(folder, now);
    await codes.issue();
    at += 16 * MINUTE;
    const code = await (await openSignInCodes(folder, now)).issue();
    expect(filesIn()).toHaveLength(1);
    expect(await codes.spend(code)).toBe(true);
  });

  test.each(['', 'x', '../../etc/passwd', 'a'.repeat(5_000)])('what is no code opens nothing: %.20s', async (code) => {
    const codes = await openSignInCodes(folder, now);
    await codes.issue();
    expect(await codes.spend(code)).toBe(false);
  });

  test('is long enough not to be guessed and is not stored', async () => {
    const code = await (await openSignInCodes(folder, now)).issue();
    expect(Buffer.from(code, 'base64url')).toHaveLength(24);
    const [file = ''] = filesIn();
    expect(file + readFileSync(file, 'utf8')).not.toContain(code);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describe('sessions', () => {
  test('last while they are used, for twelve hours at most', async () => {
    const sessions = await openSessions(folder, now);
    const secret = await sessions.begin('me', 'admin');
    for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
      expect((await sessions.find(secret))?.actor).toBe('me');
      at += 20 * MINUTE;
    }
    at += 1;
    expect(await sessions.find(secret)).toBeUndefined();
  });

  test('end after thirty idle minutes, and leave no file', async () => {
    const sessions = await openSessions(folder, now);
    const secret = await sessions.begin('me', 'admin');
    const id = (await sessions.find(secret))?.id ?? '';
    at += 30 * MINUTE + 1;
    expect(sessions.lives(id)).toBe(false);
    expect(await sessions.find(secret)).toBeUndefined();
    expect(filesIn()).toEqual([]);
  });

  test('end at once on signing out, and tell who listens', async () => {
    const sessions = await openSessions(folder, now);
    const secret = await sessions.begin('me', 'admin');
    const id = (await sessions.find(secret))?.id;
    const ended: string[] = [];
    sessions.onEnd((session) => ended.push(session));
    await sessions.end(secret);
    expect(ended).toEqual([id]);
    expect(await sessions.find(secret)).toBeUndefined();
  });

  test('outlive a restart of the console, but not by being idle', async () => {
    const secret = await (await openSessions(folder, now)).begin('me', 'operator');
    at += 29 * MINUTE;
    expect((await (await openSessions(folder, now)).find(secret))?.role).toBe('operator');
    at += 31 * MINUTE;
    expect(await (await openSessions(folder, now)).find(secret)).toBeUndefined();
  });

  test('are 256 bits, stored hashed and for the owner alone', async () => {
    const secret = await (await openSessions(folder, now)).begin('me', 'admin');
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const [file = ''] = filesIn();
    expect(file + readFileSync(file, 'utf8')).not.toContain(secret);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describe('API tokens', () => {
  test('are found with their role as soon as another process made them', async () => {
    const [consoleSide, commandSide] = [await openApiTokens(folder, now), await openApiTokens(folder, now)];
    const token = (await commandSide.create('ci', 'operator')) ?? '';
    expect(await consoleSide.find(token)).toMatchObject({ name: 'ci', role: 'operator' });
    expect(await consoleSide.find(`${token}x`)).toBeUndefined();
  });

  test('work no longer within a second of being revoked', async () => {
    const [consoleSide, commandSide] = [await openApiTokens(folder, now), await openApiTokens(folder, now)];
    const token = (await commandSide.create('ci', 'viewer')) ?? '';
    await consoleSide.find(token);
    expect(await commandSide.revoke('ci')).toBe(true);
    at += 1_000;
    expect(await consoleSide.find(token)).toBeUndefined();
    expect(await commandSide.revoke('ci')).toBe(false);
  });

  test('end after ninety days', async () => {
    const tokens = await openApiTokens(folder, now);
    const token = (await tokens.create('ci', 'viewer')) ?? '';
    at += 90 * 24 * 60 * MINUTE + 1;
    expect(await tokens.find(token)).toBeUndefined();
  });

  test('have names of their own', async () => {
    const tokens = await openApiTokens(folder, now);
    await tokens.create('ci', 'viewer');
    expect(await tokens.create('ci', 'admin')).toBeUndefined();
    expect(await tokens.list()).toHaveLength(1);
  });
});
