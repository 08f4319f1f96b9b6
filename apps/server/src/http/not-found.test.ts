import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConsoleRig, startConsole } from '../rig/console-rig.ts';
import { notFound } from './not-found.ts';
import type { StaticUi } from './static-ui.ts';

// What browsers send when somebody types an address.
const TYPED = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const page = { body: Buffer.from('<title>Weir</title>'), type: 'text/html; charset=utf-8', cacheControl: 'no-cache' };
const built: StaticUi = { built: true, find: (path) => (path === '/' ? page : undefined) };
const notBuilt: StaticUi = { built: false, find: () => undefined };

describe('an address where nothing is', () => {
  test('is a page of Weir for somebody who typed it', () => {
    expect(notFound('/streams/orders', TYPED, built)).toEqual({ type: page.type, body: page.body });
  });

  test('is a page with the way back where the pages are not built', () => {
    const { type, body } = notFound('/streams/orders', TYPED, notBuilt);
    expect(type).toBe('text/html; charset=utf-8');
    expect(String(body)).toContain('There is nothing at this address. <a href="/">');
  });

  test.each([
    ['/nothing', undefined],
    ['/nothing', '*/*'],
    ['/nothing', 'application/json'],
    ['/trpc/none', TYPED],
    ['/trpc?batch=1', TYPED],
    ['/live', TYPED],
    ['/export/jobs/1.csv', TYPED],
  ])('%s asked for as %s is data', (path, accept) => {
    const { type, body } = notFound(path, accept, built);
    expect(type).toBe('application/json');
    expect(JSON.parse(String(body))).toMatchObject({ error: { data: { reason: 'not-found' } } });
  });
});

describe('over HTTP', () => {
  let rig: ConsoleRig;
  beforeAll(async () => {
    rig = await startConsole({ WEIR_REDIS_URL: 'redis://127.0.0.1:1' });
  });
  afterAll(() => rig.stop());

  test.each(['/streams', '/c', '/no/such/page?x=1', '/%E2%82%AC'])('%s is 404 and a page', async (path) => {
    const answer = await rig.send(path, { headers: { accept: TYPED } });
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['vary']).toBe('accept');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.text.toLowerCase()).toContain('<!doctype html>');
  });

  test('a script that asks for the same gets data', async () => {
    const answer = await rig.send('/streams');
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('application/json');
  });
});
