import { statSync } from 'node:fs';
import { writeAlerts } from '../alerts/write-alerts.ts';
import { appendAudit, lastOf } from '../audit/append-audit.ts';
import { writeAnchor } from '../audit/anchor.ts';
import { holdAnchor } from '../audit/hold-anchor.ts';
import { openForWriting } from '../file/open-for-writing.ts';
import type { OpenFile } from '../file/open-for-reading.ts';
import { storePaths } from '../file/store-paths.ts';
import { StoreTrouble, type Trouble, troubleOf } from '../file/store-trouble.ts';
import { takeOwnership } from '../file/take-ownership.ts';
import type { Database } from '../file/tables.ts';
import { writeLimitRules } from '../health/limit-rules.ts';
import { sweep } from '../journal/plans.ts';
import { writeJournal } from '../journal/write-journal.ts';
import { writePolicies } from '../policies/write-policies.ts';
import { proveRoom } from './prove-room.ts';
import type { ThreadSetup, Writing } from './messages.ts';

export interface Writer {
  /** Opens the file if it is not open. Says what came of it. */
  recover(now: number): Promise<void>;
  /** One method in one transaction; on disk when it resolves. */
  run(method: keyof Writing, args: readonly unknown[], now: number): Promise<unknown>;
  distrust(): void;
  close(): void;
}

const SWEEP_EVERY_MS = 600_000;
const ADDS_TO_AUDIT: ReadonlySet<keyof Writing> = new Set([
  'add',
  'begin',
  'end',
  'endSnooze',
  'removeAlertRule',
  'removeChannel',
  'removeLimitRule',
  'removePolicy',
  'saveAlertRule',
  'saveChannel',
  'saveLimitRule',
  'savePolicy',
  'saveSnooze',
  'stopPolicy',
]);

/** The one writer. After any trouble the file is closed, and nothing is written until `recover` could open it. */
export function createWriter({ folder, maxBytes }: ThreadSetup, say: (trouble: Trouble | null) => void): Writer {
  const paths = storePaths(folder);
  let ownership: { release(): void } | undefined;
  let open: OpenFile | undefined;
  let trouble: Trouble = { kind: 'stopped' };
  let isChecked = false;
  let damagedAs = '';
  let sweptAt = Number.NEGATIVE_INFINITY;

  const fail = (found: Trouble): void => {
    open?.close();
    open = undefined;
    if (found.kind === 'damaged') {
      isChecked = false;
      damagedAs = signature(paths.database);
    }
    trouble = found;
    say(found);
  };

  const openAgain = async (now: number): Promise<void> => {
    ownership ??= takeOwnership(paths);
    const onLongCheck = (bytes: number): void => say({ kind: 'checking', bytes });
    const opened = openForWriting(paths, { maxBytes, check: !isChecked, onLongCheck });
    open = opened;
    isChecked = true;
    await holdAnchor(opened.database, paths.anchor, opened.fresh, now);
    await opened.database.transaction().execute((inside) => sweep(inside, now));
    sweptAt = now;
    if (trouble.kind === 'full' || trouble.kind === 'disk') await proveRoom(opened.database);
    say(null);
  };

  return {
    async recover(now) {
      // Nothing is gained by looking through the same damaged file again.
      const isSameDamage = trouble.kind === 'damaged' && signature(paths.database) === damagedAs;
      if (open !== undefined || isSameDamage) return;
      try {
        await openAgain(now);
      } catch (fault) {
        const found = troubleOf(fault);
        fail(found ?? { kind: 'stopped' });
        if (found === undefined) throw fault;
      }
    },

    async run(method, args, now) {
      if (open?.isThere() === false) fail({ kind: 'replaced' });
      if (open === undefined) throw new StoreTrouble(trouble);
      const { database } = open;
      let value: unknown;
      try {
        value = await database.transaction().execute(async (inside) => {
          if (method === 'savePlan' && now - sweptAt > SWEEP_EVERY_MS) {
            await sweep(inside, now);
            sweptAt = now;
          }
          // Sound: the arguments are those a caller gave to the method of this name.
          return (methodsIn(inside, now)[method] as (...args: readonly unknown[]) => Promise<unknown>)(...args);
        });
      } catch (fault) {
        const found = troubleOf(fault);
        if (found !== undefined) fail(found);
        throw fault;
      }
      if (!ADDS_TO_AUDIT.has(method)) return value;
      try {
        writeAnchor(paths.anchor, await lastOf(database));
      } catch (fault) {
        // The record itself is on disk, so this call went well; the anchor follows when the file is opened again.
        fail(troubleOf(fault) ?? { kind: 'disk' });
      }
      return value;
    },

    distrust() {
      fail({ kind: 'damaged' });
      // Looked through once more before that is believed.
      damagedAs = '';
    },

    close() {
      open?.close();
      open = undefined;
      ownership?.release();
      ownership = undefined;
    },
  };
}

function methodsIn(database: Database, now: number): Writing {
  return {
    ...writeAlerts(database),
    ...writeJournal(database, now),
    ...writePolicies(database, now),
    ...writeLimitRules(database),
    add: async (entry) => void (await appendAudit(database, entry)),
  };
}

function signature(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino} ${found.size} ${found.mtimeMs}`;
}
