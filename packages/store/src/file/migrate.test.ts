import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { storeRig } from '../rig/store-rig.ts';
import { jobOf } from '../rig/sample-job.ts';
import { rowOf } from '../journal/job-row.ts';
import { kyselyOver } from './kysely-over.ts';
import { migrate, versionOf } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';

const tables = (file: DatabaseSync) =>
  file
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => name);

/** What the table of that time had a column for. */
function fitting<Row extends object>(file: DatabaseSync, row: Row): Row {
  const columns = new Set(
    file
      .prepare('PRAGMA table_info(job)')
      .all()
      .map(({ name }) => name),
  );
  // Sound for inserting: every column an older table lacks may be absent there.
  return Object.fromEntries(Object.entries(row).filter(([name]) => columns.has(name))) as Row;
}

test('a migration that fails in the middle leaves the file as it was before it', () => {
  const file = new DatabaseSync(':memory:');
  const broken = ['CREATE TABLE a (x)', 'CREATE TABLE b (x); CREATE TABLE a (x);', 'CREATE TABLE c (x)'];
  expect(() => migrate(file, broken)).toThrow('already exists');
  expect(versionOf(file)).toBe(1);
  expect(tables(file)).toEqual(['a']);
  migrate(file, ['CREATE TABLE a (x)', 'CREATE TABLE b (x)']);
  expect(tables(file)).toEqual(['a', 'b']);
});

test.each(MIGRATIONS.map((_, version) => version))(
  'a file of version %i is opened with all it holds',
  async (version) => {
    const rig = storeRig();
    const old = new DatabaseSync(rig.database);
    migrate(old, MIGRATIONS.slice(0, version));
    if (version > 0)
      await kyselyOver(old)
        .insertInto('job')
        .values(fitting(old, rowOf(jobOf('a'))))
        .execute();
    old.close();
    const store = await rig.open();
    expect(store.state()).toBe('ok');
    expect(await store.journal.job('a')).toEqual(version > 0 ? jobOf('a') : undefined);
    await rig.end();
  },
);
