import { posix } from 'node:path';

/** Rings of source files that import each other. Imports of types alone are left out: nothing is left of them at run time. */
export function importCycles(sources: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  const imports = new Map([...sources].map(([file, text]) => [file, importsOf(file, text, sources)]));
  const over = new Set<string>();
  const cycles: string[][] = [];
  const follow = (file: string, path: readonly string[]): void => {
    const begins = path.indexOf(file);
    if (begins >= 0) cycles.push(path.slice(begins));
    if (begins >= 0 || over.has(file)) return;
    for (const next of imports.get(file) ?? []) follow(next, [...path, file]);
    over.add(file);
  };
  for (const file of imports.keys()) follow(file, []);
  return cycles;
}

const IMPORT = /^(?:import|export)\s+(?!type\b)(?:(?<what>[^'";]*?)\s+from\s+)?'(?<from>[^']+)'/gm;

function importsOf(file: string, text: string, sources: ReadonlyMap<string, string>): readonly string[] {
  const found: string[] = [];
  for (const { groups = {} } of text.matchAll(IMPORT)) {
    const { what = '', from = '' } = groups;
    const target = targetOf(file, from);
    if (!isTypesAlone(what) && sources.has(target)) found.push(target);
  }
  return found;
}

/** `{ type A, type B }` */
function isTypesAlone(what: string): boolean {
  const names = /^\{(.*)\}$/s.exec(what)?.[1]?.split(',') ?? [];
  return names.length > 0 && names.every((name) => name.trim() === '' || name.trim().startsWith('type '));
}

/** The file an import of `file` leads to; a path that is none of ours for what comes from outside. */
export function targetOf(file: string, from: string): string {
  const [, room = '', inside = ''] = /^@weir\/([^/]+)\/(.*)$/.exec(from) ?? [];
  return room === '' ? posix.join(posix.dirname(file), from) : `packages/${room}/src/${inside}.ts`;
}
