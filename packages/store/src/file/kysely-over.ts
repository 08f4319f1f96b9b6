import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import type { Database } from './tables.ts';

/** Kysely on an open file. Whoever opened the file closes it. */
export function kyselyOver(file: DatabaseSync): Database {
  return new Kysely({
    dialect: new SqliteDialect({
      database: {
        prepare: (sql) => statement(file.prepare(inSqlite(sql, file.isTransaction))),
        close: () => undefined,
      },
    }),
  });
}

function inSqlite(sql: string, isTransaction: boolean): string {
  // A transaction here always writes. Taking the lock at once makes a foreign one wait in the busy timeout instead of
  // failing half way.
  if (sql === 'begin') return 'begin immediate';
  // A full or failing disk has ended the transaction already; the fault to report is that one.
  if (sql === 'rollback' && !isTransaction) return 'select 1';
  return sql;
}

function statement(prepared: StatementSync) {
  return {
    reader: prepared.columns().length > 0,
    // Sound: every value the queries of this package pass on is text, a number, null or bytes.
    all: (values: readonly unknown[]) => prepared.all(...(values as SQLInputValue[])),
    run: (values: readonly unknown[]) => prepared.run(...(values as SQLInputValue[])),
    iterate: (values: readonly unknown[]) => prepared.iterate(...(values as SQLInputValue[])),
  };
}
