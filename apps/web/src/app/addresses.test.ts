import { createMemoryHistory } from '@tanstack/react-router';
import { describe, expect, test } from 'vitest';
import { createAppRouter } from '../routes.tsx';
import { nameFromSegment, nameToSegment } from './name-in-url.ts';
import { groupSearch, listSearch, parseSearch, stringifySearch } from './search-params.ts';

// Readable forms as they come from the server.
const NAMES = [
  'orders',
  'a/b',
  'a//b/',
  'what?',
  'a#b',
  '100%',
  '%2F',
  '%',
  '%25',
  'back\\\\slash',
  'caf\\xe9',
  'a b',
  '.',
  '..',
  '...',
  '$stream',
  '{x}',
  'a&b=c;d,e',
  'plus+plus',
  '日本語',
  'tab\\x09',
  '~!@^*()_-',
  'entries',
  'g',
  '',
  'x'.repeat(512),
];

// As a browser would: what the router writes goes through the URL parser and back.
function reopened(href: string) {
  const url = new URL(href, 'http://weir.example');
  const router = createAppRouter(createMemoryHistory({ initialEntries: [url.pathname + url.search] }));
  const matches = router.matchRoutes(router.latestLocation);
  return matches.at(-1);
}

describe('names in addresses', () => {
  test.each(NAMES)('a stream called %j is found again under its address', (name) => {
    const router = createAppRouter(createMemoryHistory());
    const { href } = router.buildLocation({ to: '/c/$conn/s/$stream', params: { conn: 'main', stream: name } });
    const match = reopened(href);
    expect(match?.params).toMatchObject({ conn: 'main', stream: name });
    expect(match?.routeId).toBe('/c/$conn/s/$stream/tabs/');
  });

  test.each(NAMES)('a group called %j keeps its name beside any stream', (name) => {
    const router = createAppRouter(createMemoryHistory());
    for (const stream of ['orders', 'a/b?c#d%e\\\\f', name]) {
      const { href } = router.buildLocation({
        to: '/c/$conn/s/$stream/g/$group/pending',
        params: { conn: 'main', stream, group: name },
      });
      const match = reopened(href);
      expect(match?.params).toMatchObject({ stream, group: name });
      expect(match?.routeId).toBe('/c/$conn/s/$stream/g/$group/pending');
    }
  });

  test('no two names share a segment', () => {
    expect(new Set(NAMES.map(nameToSegment)).size).toBe(NAMES.length);
    for (const name of NAMES) expect(nameFromSegment(nameToSegment(name))).toBe(name);
  });

  test('another spelling of the same bytes leads to the same name', () => {
    expect(nameFromSegment('\\x6frders')).toBe('orders');
  });

  test('text that is no readable form is left as it is', () => {
    expect(nameFromSegment('half\\x')).toBe('half\\x');
  });
});

describe('search params', () => {
  test('figures in the address stay text', () => {
    expect(parseSearch('?q=12&sort=-unread')).toEqual({ q: '12', sort: '-unread' });
    expect(listSearch.parse(parseSearch('?q=012'))).toEqual({ q: '012' });
    expect(listSearch.parse(parseSearch('?q=true'))).toEqual({ q: 'true' });
  });

  test('what was typed comes back exactly', () => {
    for (const q of ['a&b=c', '1+1', '100%', '#', 'ü', '  ', '"x"', '[1]'])
      expect(parseSearch(stringifySearch({ q }))).toEqual({ q });
  });

  test('empty params leave no trace in the address', () => {
    expect(stringifySearch({ q: '', sort: undefined })).toBe('');
  });

  test('the first of repeated params counts, and broken ones are dropped', () => {
    expect(parseSearch('?q=a&q=b')).toEqual({ q: 'a' });
    expect(groupSearch.parse({ consumer: 7, idle: '45m..' })).toEqual({ consumer: undefined, idle: '45m..' });
  });
});
