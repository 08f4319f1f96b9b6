import { expect, test } from 'vitest';
import { csvLine } from './csv-line.ts';

test('commas, quotes and line ends stay inside their cell', () => {
  expect(csvLine(['a,b', 'say "x"', 'one\ntwo', 3, null])).toBe('"a,b","say ""x""","one\ntwo",3,\r\n');
});

test.each(['=cmd()', '+1', '@x', '-2+3', '\tx', '\rx'])('%j is no formula', (text) => {
  expect(csvLine([text]).replaceAll('"', '')).toMatch(/^'/);
});
