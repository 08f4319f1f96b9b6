import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyCheckout, ROOT, runSabotage, type Copy } from './run-sabotage.ts';
import { SABOTAGES } from './sabotages.ts';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

test.each(SABOTAGES)('$name still breaks what it names, its test is there, and the docs tell of it', (sabotage) => {
  for (const { file, text, replacement } of sabotage.edits) {
    expect(read(file).split(text), `${file}: ${text}`).toHaveLength(2);
    expect(replacement).not.toBe(text);
  }
  const { file, title, written = title } = sabotage.test;
  expect(read(file)).toContain(`'${written}'`);
  expect(read('docs/sabotage.md')).toContain(`| \`${sabotage.name}\` |`);
});

describe.runIf(process.env['WEIR_SOAK'] === '1')('broken in a known way', { timeout: 300_000 }, () => {
  let copy: Copy;
  beforeAll(() => {
    copy = copyCheckout();
  });
  afterAll(() => copy.remove());

  test.each(SABOTAGES)('$name: the test that must notice turns red', async (sabotage) => {
    expect(await runSabotage(copy, sabotage)).toMatchObject({ red: true });
  });
});
