import { expect, test } from 'vitest';
import { copyPageFrom, idOf } from './copy-page.ts';
import { withinStep } from './copy-source.ts';

/** A page as CopySource finds it: entries of so many bytes; of those chosen, the places. */
function pageOf(sizes: readonly number[], places: readonly number[] | null = null) {
  const rows = sizes.map((size, at) => {
    const id = `${at + 1}-0`;
    return `*2\r\n$${id.length}\r\n${id}\r\n*2\r\n$1\r\nf\r\n$${size - 1}\r\n${'x'.repeat(size - 1)}\r\n`;
  });
  const page = copyPageFrom(Buffer.from(`*${rows.length}\r\n${rows.join('')}`));
  const chosen = places === null ? page.entries : page.entries.filter((_, at) => places.includes(at + 1));
  const last = page.entries.at(-1);
  return {
    kind: 'page',
    page,
    chosen,
    places,
    ended: true,
    lastId: last === undefined ? null : idOf(page, last),
  } as const;
}

test('a page that fits into a step stays as it is', () => {
  for (const page of [pageOf([]), pageOf([10, 20, 30]), pageOf([3_000_000])]) expect(withinStep(page)).toBe(page);
});

test('a page that turned out heavy is cut where the step ends, and what is behind comes later', () => {
  const { page, lastId, ended, chosen } = withinStep(pageOf(Array.from({ length: 1_000 }, () => 2_048)));
  expect(page.entries).toHaveLength(256);
  expect(page.bytes).toBe(256 * 2_048);
  expect({ lastId, ended }).toEqual({ lastId: '256-0', ended: false });
  expect(chosen).toHaveLength(256);
});

test('one entry at least is left, however large; of those a filter chose, the ones in front of the cut', () => {
  expect(withinStep(pageOf([1_000_000, 10]))).toMatchObject({ lastId: '1-0', ended: false });
  const filtered = withinStep(pageOf([10, 200_000, 200_000, 200_000, 10], [1, 3, 4]));
  expect(filtered).toMatchObject({ lastId: '3-0', ended: false, places: [1, 3] });
  expect(filtered.chosen.map((entry) => idOf(filtered.page, entry))).toEqual(['1-0', '3-0']);
});
