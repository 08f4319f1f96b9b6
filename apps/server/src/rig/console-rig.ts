import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Role } from '@weir/api/access/role';
import { compose, type Console } from '../compose.ts';
import { readSettings } from '../config/read-settings.ts';
import { openApiTokens } from '../identity/api-tokens.ts';
import { createLog } from '../log/create-log.ts';

export interface Sent {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A console in this process, on a free port, with a folder of its own unless one is given. For tests. */
export interface ConsoleRig {
  readonly console: Console;
  readonly port: number;
  readonly dataDir: string;
  /** Every line of its log. */
  readonly lines: string[];
  send(path: string, sending?: Sending): Promise<Sent>;
  /** Signs in with a fresh code; the cookie of the new session. */
  signIn(): Promise<string>;
  token(role: Role): Promise<string>;
  /** What a query answers to a bearer of `token`. */
  query(procedure: string, input: unknown, token: string): Promise<unknown>;
  stop(): Promise<void>;
}

export async function startConsole(environment: Readonly<Record<string, string>>): Promise<ConsoleRig> {
  const dataDir = environment['WEIR_DATA_DIR'] ?? mkdtempSync(join(tmpdir(), 'weir-console-'));
  const { settings, mistakes } = readSettings({
    WEIR_PORT: '0',
    WEIR_DATA_DIR: dataDir,
    WEIR_POLL_INTERVAL_MS: '250',
    ...environment,
  });
  if (settings === undefined) throw new Error(mistakes.join(' '));
  const lines: string[] = [];
  const log = createLog('trace', [], (line) => lines.push(line));
  const running = await compose(settings, log);
  const port = Number(new URL(running.origin).port);
  let tokens = 0;

  const rig: ConsoleRig = {
    console: running,
    port,
    dataDir,
    lines,
    send: (path, sending = {}) => sendTo(port, path, sending),

    async signIn() {
      const code = new URL(await running.issueSignInLink()).hash.slice(1);
      const answer = await rig.send('/trpc/session.login', { ...fromPage(port), body: JSON.stringify({ code }) });
      const cookie = answer.headers['set-cookie']?.[0]?.split(';', 1)[0];
      if (cookie === undefined) throw new Error(`no session: ${answer.text}`);
      return cookie;
    },

    async token(role) {
      tokens += 1;
      const name = `test-${tokens}`;
      const token = await (await openApiTokens(join(dataDir, 'tokens'), Date.now)).create(name, role);
      if (token === undefined) throw new Error('the name of the token is taken');
      return token;
    },

    async query(procedure, input, token) {
      const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      const answer = await rig.send(`/trpc/${procedure}${query}`, { headers: { authorization: `Bearer ${token}` } });
      const body = JSON.parse(answer.text) as { result?: { data: unknown }; error?: { data: unknown } };
      return body.result === undefined ? body.error?.data : body.result.data;
    },

    async stop() {
      await running.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return rig;
}

/** A mutation as a page of the console sends it. */
export function fromPage(port: number, more: Readonly<Record<string, string>> = {}): Sending {
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-weir': '1',
      'sec-fetch-site': 'same-origin',
      origin: `http://127.0.0.1:${port}`,
      ...more,
    },
    body: '{}',
  };
}

/** One request with exactly these headers; the path goes out as it is written. */
export function sendTo(port: number, path: string, { method = 'GET', headers = {}, body }: Sending): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(parts).toString() });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Asks again until `holds`, for 30 s at most. */
export async function until<T>(ask: () => T | Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`not in 30 s: ${JSON.stringify(answer)?.slice(0, 500)}`);
    await wait(20);
  }
}
