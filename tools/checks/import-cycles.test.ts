import { expect, test } from 'vitest';
import { importCycles } from './import-cycles.ts';

const cyclesIn = (sources: Readonly<Record<string, string>>) => importCycles(new Map(Object.entries(sources)));

test('a ring of files is found wherever one comes into it', () => {
  const cycles = cyclesIn({
    'apps/a/in.ts': "import { b } from './b.ts';",
    'apps/a/b.ts': "import {\n  c,\n  type D,\n} from './deep/c.ts';",
    'apps/a/deep/c.ts': "import '../b.ts';",
  });
  expect(cycles).toEqual([['apps/a/b.ts', 'apps/a/deep/c.ts']]);
});

test('a file that imports itself is a ring, and so is one that leads through another package', () => {
  const cycles = cyclesIn({
    'apps/a/self.ts': "export { one } from './self.ts';",
    'packages/domain/src/x/one.ts': "import { two } from '@weir/redis/y/two';",
    'packages/redis/src/y/two.ts': "import { one } from '@weir/domain/x/one';",
  });
  expect(cycles).toEqual([['apps/a/self.ts'], ['packages/domain/src/x/one.ts', 'packages/redis/src/y/two.ts']]);
});

test('two ways to the same file are no ring', () => {
  const cycles = cyclesIn({
    'a.ts': "import { b } from './b.ts';\nimport { c } from './c.ts';",
    'b.ts': "import { d } from './d.ts';",
    'c.ts': "import { d } from './d.ts';",
    'd.ts': "import { readFileSync } from 'node:fs';",
  });
  expect(cycles).toEqual([]);
});

test('an import of types alone closes no ring', () => {
  const cycles = cyclesIn({
    'a.ts': "import { b } from './b.ts';\nimport { c } from './c.ts';",
    'b.ts': "import type { A } from './a.ts';",
    'c.ts': "import { type A, type Other } from './a.ts';",
  });
  expect(cycles).toEqual([]);
});
