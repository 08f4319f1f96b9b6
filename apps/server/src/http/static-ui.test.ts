import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openStaticUi } from './static-ui.ts';

const folder = mkdtempSync(join(tmpdir(), 'weir-ui-'));
afterAll(() => rmSync(folder, { recursive: true }));

function build(): void {
  mkdirSync(join(folder, 'dist/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'outside');
  writeFileSync(join(folder, 'dist/index.html'), '<title>Weir</title>');
  writeFileSync(join(folder, 'dist/assets/app-1a2b.js'), 'js');
  writeFileSync(join(folder, 'dist/assets/app-1a2b.js.map'), 'map');
  writeFileSync(join(folder, 'dist/mark.svg'), '<svg/>');
}

describe('the built pages', () => {
  test('are found once they are built, without a restart', () => {
    const ui = openStaticUi(join(folder, 'dist'));
    expect(ui.built).toBe(false);
    expect(ui.find('/')).toBeUndefined();
    build();
    expect(ui.find('/')?.type).toBe('text/html; charset=utf-8');
    expect(ui.built).toBe(true);
  });

  test('hashed assets are kept for ever, index.html never', () => {
    const ui = openStaticUi(join(folder, 'dist'));
    expect(ui.find('/assets/app-1a2b.js')).toMatchObject({
      type: 'text/javascript; charset=utf-8',
      cacheControl: expect.stringContaining('immutable'),
    });
    for (const path of ['/', '/index.html', '/c/main/s/orders', '/mark.svg'])
      expect(ui.find(path)?.cacheControl).toBe('no-cache');
  });

  test.each(['/', '/sign-in', '/c/main', '/c/main/s/a%2Fb.v1/g/%5Cxff', '/c/main/s/..hidden', '/c/main/s/%2F..%2F'])(
    '%s is a page',
    (path) => {
      expect(openStaticUi(join(folder, 'dist')).find(path)?.body.toString()).toBe('<title>Weir</title>');
    },
  );

  test.each([
    '/assets/none.js',
    '/assets/app-1a2b.js.map',
    '/favicon.png',
    '/trpc',
    '/c/../secret.txt',
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/c/%2e%2e/%2e%2e/secret.txt',
    '/c/..%2f..%2fsecret.txt',
    '/c/..%5c..%5csecret.txt',
    '/c/main/..',
    '/c/main/./x',
    '/c/%00',
    '/c/%zz',
    '/%c0%ae%c0%ae/secret.txt',
    '//secret.txt',
    '/./secret.txt',
    '/secret.txt',
    '/etc/passwd',
  ])('%s is not there', (path) => {
    expect(openStaticUi(join(folder, 'dist')).find(path)).toBeUndefined();
  });
});
