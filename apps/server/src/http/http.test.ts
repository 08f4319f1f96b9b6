import { listProcedures } from '@weir/api/access/list-procedures';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RedisRig, startRedis } from '../../../../tools/rig/redis-rig.ts';
import { type ConsoleRig, fromPage, type Sending, startConsole, until } from '../rig/console-rig.ts';

let redis: RedisRig;
let rig: ConsoleRig;
let cookie = '';
let token = '';

beforeAll(async () => {
  redis = await startRedis();
  await redis.call('XADD', 'orders', '1-1', 'f', 'v');
  await redis.call('XGROUP', 'CREATE', 'orders', 'g', '0');
  rig = await startConsole({ WEIR_REDIS_URL: redis.url });
  cookie = await rig.signIn();
  token = await rig.token('admin');
  await until(
    () => rig.send('/readyz'),
    ({ status }) => status === 200,
  );
});
afterAll(async () => {
  await rig.stop();
  await redis.stop();
});

const reasonOf = (text: string): unknown =>
  (JSON.parse(text) as { error: { data: { reason: unknown } } }).error.data.reason;
const isPaused = async (): Promise<boolean> => {
  const watch = rig.console.watches.get('main');
  return watch?.gateway.watcher.paused ?? false;
};
const pause = (sending: Sending = {}): ReturnType<ConsoleRig['send']> => {
  const base = fromPage(rig.port, { cookie });
  return rig.send('/trpc/polling.pause', { ...base, body: '{"connection":"main"}', ...sending });
};

const bearer = (): Record<string, string> => ({ authorization: `Bearer ${token}` });

const batch = (count: number): Promise<{ status: number }> => {
  const path = Array.from({ length: count }, () => 'connections.list').join(',');
  return rig.send(`/trpc/${path}?batch=1&input=${encodeURIComponent('{}')}`, { headers: bearer() });
};

const who = async (withCookie: string): Promise<unknown> => {
  const answer = await rig.send('/trpc/session.get', { headers: { cookie: withCookie } });
  return (JSON.parse(answer.text) as { result: { data: { signedIn: boolean } } }).result.data.signedIn;
};

describe('every procedure', () => {
  const procedures = listProcedures();
  const open = ['session.get', 'session.login', 'session.logout'];

  test('is one of those that are documented', () => {
    expect(procedures.map(({ name }) => name).toSorted()).toEqual([
      'actions.apply',
      'actions.discard',
      'actions.plan',
      'actions.planned',
      'alerts.backTest',
      'alerts.get',
      'alerts.list',
      'alerts.preview',
      'alerts.removeChannel',
      'alerts.removeRule',
      'alerts.rules',
      'alerts.saveChannel',
      'alerts.saveRule',
      'alerts.snooze',
      'alerts.summary',
      'alerts.test',
      'alerts.wake',
      'archives.list',
      'audit.get',
      'audit.list',
      'audit.verify',
      'connections.list',
      'connections.retry',
      'consumers.list',
      'deadLetters.entries',
      'deadLetters.list',
      'deadLetters.reasons',
      'entries.inGroups',
      'entries.list',
      'events.list',
      'groups.get',
      'groups.list',
      'healthRules.group',
      'healthRules.list',
      'healthRules.preview',
      'healthRules.remove',
      'healthRules.save',
      'history.consumers',
      'history.get',
      'history.highest',
      'history.picture',
      'jobs.cancel',
      'jobs.get',
      'jobs.list',
      'jobs.pause',
      'jobs.resume',
      'jobs.setRate',
      'metrics.series',
      'metrics.sparks',
      'pending.list',
      'policies.list',
      'policies.plan',
      'policies.remove',
      'policies.resume',
      'policies.runs',
      'policies.save',
      'polling.pause',
      'polling.resume',
      'privacy.report',
      'session.get',
      'session.login',
      'session.logout',
      'streams.list',
      'streams.ruler',
      'streams.trash',
    ]);
  });

  test('declares a right, and only signing in and out is open', () => {
    expect(procedures.filter(({ needs }) => needs === undefined)).toEqual([]);
    expect(
      procedures
        .filter(({ needs }) => needs === 'anyone')
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(open);
  });

  test.each(procedures.filter(({ name }) => !open.includes(name)))(
    '$name without a session is refused',
    async ({ name, type }) => {
      const bad = { ...fromPage(rig.port), body: '{}' };
      const answer = await rig.send(`/trpc/${name}`, type === 'mutation' ? bad : {});
      expect(answer.status).toBe(401);
      expect(reasonOf(answer.text)).toBe('not-signed-in');
    },
  );

  test.each(procedures)('$name does not run by the other method', async ({ name, type }) => {
    const headers = { authorization: `Bearer ${token}` };
    const other =
      type === 'mutation'
        ? { headers }
        : { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{}' };
    expect((await rig.send(`/trpc/${name}`, other)).status).toBe(405);
  });

  test('a role that does not cover a procedure is told so', async () => {
    const viewer = await rig.token('viewer');
    const headers = { authorization: `Bearer ${viewer}`, 'content-type': 'application/json' };
    const answer = await rig.send('/trpc/polling.pause', { method: 'POST', headers, body: '{"connection":"main"}' });
    expect([answer.status, reasonOf(answer.text)]).toEqual([403, 'not-permitted']);
    expect(await rig.query('entries.list', { connection: 'main', stream: 'orders' }, viewer)).toMatchObject({
      reason: 'not-permitted',
    });
    expect(await rig.query('groups.list', { connection: 'main' }, viewer)).toHaveProperty('items');
  });
});

describe('a mutation', () => {
  test('runs for a page of the console, and for a bearer without further headers', async () => {
    expect((await pause()).status).toBe(200);
    expect(await isPaused()).toBe(true);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await rig.send('/trpc/polling.resume', { method: 'POST', headers, body: '{"connection":"main"}' });
    expect(answer.text).toBe('{"result":{"data":{"paused":false}}}');
    expect(await isPaused()).toBe(false);
  });

  const page = { 'content-type': 'application/json', 'x-weir': '1', 'sec-fetch-site': 'same-origin' };
  const { 'x-weir': _own, ...noOwnHeader } = page;
  const { 'sec-fetch-site': _site, ...noSite } = page;
  const { 'content-type': _type, ...noType } = page;
  test.each<[string, number, Record<string, string>]>([
    ['without x-weir', 403, noOwnHeader],
    ['with another x-weir', 403, { ...page, 'x-weir': 'true' }],
    ['with neither Sec-Fetch-Site nor Origin', 403, noSite],
    ['from another site', 403, { ...page, 'sec-fetch-site': 'cross-site' }],
    ['from a sibling name', 403, { ...page, 'sec-fetch-site': 'same-site' }],
    ['typed into the address bar', 403, { ...page, 'sec-fetch-site': 'none' }],
    ['from another origin', 403, { ...noSite, origin: 'http://evil.test' }],
    ['from another port of this machine', 403, { ...noSite, origin: 'http://127.0.0.1:1' }],
    ['from a page without an origin', 403, { ...noSite, origin: 'null' }],
    ['with an origin that contradicts its site', 403, { ...page, origin: 'http://evil.test' }],
    ['as a form', 415, { ...page, 'content-type': 'application/x-www-form-urlencoded' }],
    ['as a multipart form', 415, { ...page, 'content-type': 'multipart/form-data; boundary=x' }],
    ['as text', 415, { ...page, 'content-type': 'text/plain' }],
    ['as bytes', 415, { ...page, 'content-type': 'application/octet-stream' }],
    ['as JSON with a charset', 415, { ...page, 'content-type': 'application/json; charset=utf-8' }],
    ['as JSON with a semicolon', 415, { ...page, 'content-type': 'application/json;' }],
    ['as JSON in capitals', 415, { ...page, 'content-type': 'Application/JSON' }],
    ['as some other JSON', 415, { ...page, 'content-type': 'application/json+x' }],
    ['without a type', 415, noType],
  ])('%s has no effect', async (_case, status, headers) => {
    const answer = await pause({ headers: { ...headers, cookie } });
    expect(answer.status).toBe(status);
    expect(await isPaused()).toBe(false);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])('as %s is not accepted', async (method) => {
    const answer = await pause({ method });
    expect([404, 405]).toContain(answer.status);
    expect(await isPaused()).toBe(false);
  });

  test.each([
    ['two mutations in one request', '/trpc/polling.pause,polling.pause?batch=1', 400],
    ['a mutation among queries', '/trpc/connections.list,polling.pause?batch=1', 400],
    ['commas only', '/trpc/,,,?batch=1', 400],
    ['encoded commas', '/trpc/polling.pause%2Cpolling.pause?batch=1', 400],
    ['3,800 of them', `/trpc/${Array.from({ length: 3_800 }, () => 'a.b').join(',')}?batch=1`, 400],
  ])('%s: none runs', async (_case, path, status) => {
    const base = fromPage(rig.port, { cookie });
    const body = '{"0":{"connection":"main"},"1":{"connection":"main"}}';
    expect((await rig.send(path, { ...base, body })).status).toBe(status);
    expect(await isPaused()).toBe(false);
  });

  test('a bearer that is not valid is not helped by a cookie', async () => {
    const answer = await pause({ headers: { ...page, cookie, authorization: 'Bearer weir_nothing' } });
    expect(answer.status).toBe(401);
    expect(await isPaused()).toBe(false);
  });

  test.each([
    ['a body over 1 MiB', `{"connection":"${'x'.repeat(1024 * 1024)}"}`, 413],
    ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`, 400],
    ['__proto__', '{"connection":"main","__proto__":{"x":1}}', 400],
    ['an unknown field', '{"connection":"main","force":true}', 400],
    ['no JSON', 'connection=main', 400],
  ])('%s is refused', async (_case, body, status) => {
    expect((await pause({ body })).status).toBe(status);
    expect(await isPaused()).toBe(false);
  });
});

describe('queries', () => {
  test('go ten to a request and no more', async () => {
    expect((await batch(10)).status).toBe(200);
    expect((await batch(11)).status).toBe(400);
  });

  test('another page may not ask, even with a cookie', async () => {
    const answer = await rig.send('/trpc/connections.list', { headers: { cookie, 'sec-fetch-site': 'cross-site' } });
    expect(answer.status).toBe(403);
  });

  test.each([
    '__proto__',
    'constructor',
    'toString',
    'groups.__proto__',
    'groups.constructor',
    'groups',
    'nothing.list',
    '..%2f',
    '',
  ])('there is no procedure %s', async (name) => {
    const answer = await rig.send(`/trpc/${name}`, { headers: bearer() });
    expect(answer.status).toBe(404);
    expect(answer.text).not.toMatch(/node_modules|\.ts/);
  });

  test('input that does not fit names its field and nothing that was sent', async () => {
    const answer = await rig.query('groups.list', { connection: 'main', limit: 'hunter2secret' }, token);
    expect(answer).toEqual({
      code: 'BAD_REQUEST',
      httpStatus: 400,
      reason: 'bad-input',
      sentence: 'The request could not be read: look at limit.',
    });
  });

  test.each(['0', '1', '1-', '-1-1', '01-01', '(1-0', '1-*', '+', '$', '18446744073709551616-0', '１-１'])(
    '%s is no id that is passed on',
    async (from) => {
      const input = { connection: 'main', stream: 'orders', from };
      expect(await rig.query('entries.list', input, token)).toMatchObject({ reason: 'bad-input' });
    },
  );

  test('the list of a batch link in pieces arrives whole', async () => {
    const path = `/trpc/connections.list,groups.list?batch=1&input=${encodeURIComponent('{"1":{"connection":"main"}}')}`;
    const answer = await rig.send(path, { headers: { ...bearer(), 'trpc-accept': 'application/jsonl' } });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('"orders"');
  });
});

describe('every answer carries the headers that keep a browser safe', () => {
  const paths: [string, number, Sending][] = [
    ['/healthz', 200, {}],
    ['/readyz', 200, {}],
    ['/metrics', 200, {}],
    ['/nothing/here', 404, {}],
    ['/trpc/session.get', 200, {}],
    ['/trpc/groups.list', 401, {}],
    ['/trpc/none', 404, {}],
    ['/%zz', 400, {}],
    ['/live', 404, {}],
    ['/healthz', 421, { headers: { host: 'evil.test' } }],
    ['/trpc/polling.pause', 415, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' }],
  ];
  test.each(paths)('%s answering %i', async (path, status, sending) => {
    const { status: got, headers } = await rig.send(path, sending);
    expect(got).toBe(status);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self'; .*frame-ancestors 'none'$/,
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  test('the page, where it is built, is the same but may be asked for again', async () => {
    const { status, headers } = await rig.send('/');
    expect([200, 503]).toContain(status);
    expect(headers['content-security-policy']).toContain(`connect-src 'self' ws://127.0.0.1:${rig.port}`);
    expect(headers['cache-control']).not.toContain('immutable');
  });
});

describe('the Host header', () => {
  test.each(['evil.test', '127.0.0.1', '127.0.0.1:1', 'localhost', '127.0.0.1.evil.test', '169.254.169.254'])(
    '%s is not this console',
    async (host) => {
      const answer = await rig.send('/healthz', { headers: { host } });
      expect([400, 421]).toContain(answer.status);
      expect(answer.text).not.toContain('alive');
    },
  );

  test('its own names are', async () => {
    for (const name of ['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]']) {
      expect((await rig.send('/healthz', { headers: { host: `${name}:${rig.port}` } })).status).toBe(200);
    }
  });

  test('a whole URL instead of a path is refused', async () => {
    expect((await rig.send(`http://127.0.0.1:${rig.port}/healthz`)).status).toBe(400);
  });
});

describe('sessions over HTTP', () => {
  test('a code opens one session, whoever tries a hundred times at once', async () => {
    const code = new URL(await rig.console.issueSignInLink()).hash.slice(1);
    const tries = Array.from({ length: 100 }, () =>
      rig.send('/trpc/session.login', { ...fromPage(rig.port), body: JSON.stringify({ code }) }),
    );
    const answers = await Promise.all(tries);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(99);
    expect(answers.filter(({ headers }) => headers['set-cookie'] !== undefined)).toHaveLength(1);
  });

  test('the cookie is out of reach for scripts and other sites', async () => {
    const code = new URL(await rig.console.issueSignInLink()).hash.slice(1);
    const answer = await rig.send('/trpc/session.login', { ...fromPage(rig.port), body: JSON.stringify({ code }) });
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^weir-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=43200$/,
    );
    expect(answer.text).not.toContain(answer.headers['set-cookie']?.[0]?.split(/[=;]/)[1]);
  });

  test('signing in replaces the session that was there, signing out ends it', async () => {
    const first = await rig.signIn();
    const code = new URL(await rig.console.issueSignInLink()).hash.slice(1);
    const answer = await rig.send('/trpc/session.login', {
      ...fromPage(rig.port, { cookie: first }),
      body: JSON.stringify({ code }),
    });
    const second = answer.headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
    expect([await who(first), await who(second)]).toEqual([false, true]);
    const out = await rig.send('/trpc/session.logout', { ...fromPage(rig.port, { cookie: second }), body: '' });
    expect(out.status).toBe(200);
    expect(out.headers['clear-site-data']).toBe('"cache"');
    expect(await who(second)).toBe(false);
  });

  test('a made-up cookie opens nothing', async () => {
    expect(await who(`weir-${rig.port}=${'A'.repeat(43)}`)).toBe(false);
    expect(await who(`weir-${rig.port}=`)).toBe(false);
  });
});

describe('the export at /metrics', () => {
  test('is there for a scraper on this machine', async () => {
    const { text, headers } = await rig.send('/metrics');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text).toContain('redis_stream_length{connection="main",stream="orders",db="db0"} 1\n');
  });

  test('wants a token from a page or through a proxy', async () => {
    expect((await rig.send('/metrics', { headers: { 'sec-fetch-site': 'cross-site', cookie } })).status).toBe(401);
    for (const name of ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']) {
      expect((await rig.send('/metrics', { headers: { [name]: 'for=10.0.0.1' } })).status).toBe(401);
    }
    const headers = { 'x-forwarded-for': '10.0.0.1', authorization: `Bearer ${token}` };
    expect((await rig.send('/metrics', { headers })).status).toBe(200);
  });
});
