export interface Check {
  readonly title: string;
  readonly command: readonly string[];
}

const types = (folder: string): Check => ({
  title: `types of ${folder === '.' ? 'tests and tools' : folder}`,
  command: ['tsc', '-p', folder],
});

/** What is checked without running the product. Each counts as one in the last line. */
export const CHECKS: readonly Check[] = [
  { title: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { title: 'format', command: ['oxfmt', '--check'] },
  types('packages/domain'),
  types('packages/redis'),
  types('packages/store'),
  types('packages/api'),
  types('apps/server'),
  types('apps/web'),
  types('apps/demo'),
  types('.'),
  { title: 'nothing unused', command: ['knip'] },
  { title: 'pages', command: ['sh', 'tools/setup/run.sh', 'build'] },
];
