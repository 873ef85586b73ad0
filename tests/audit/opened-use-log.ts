import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RETENTION_DAYS_DEFAULT } from '../../src/audit/use-records/bounds';
import type { UseVerdict } from '../../src/audit/use-records/chain';
import { SqliteUseTable } from '../../src/audit/use-records/sqlite-use-table';
import { UseLog, type UseLogOptions } from '../../src/audit/use-records/use-log';
import type { UseEntry, UseRecord } from '../../src/audit/use-records/use-record';
import { verifyUseRecords } from '../../src/audit/use-records/verify';
import { type Database, openDatabase } from '../../src/store/sqlite/database';

export const CONTACT = '20000000-0000-4000-8000-000000000001';
export const CORRELATION = '30000000-0000-4000-8000-000000000001';
export const START = Date.parse('2026-11-01T00:00:00.000Z');

/** An auditor was shown one contact. */
export const read: UseEntry = {
  kind: 'PERSONAL_READ',
  actor: { kind: 'AUDITOR', id: 'auditor-1' },
  operation: 'contact',
  subjects: { ids: [CONTACT], count: 1 },
  correlationId: CORRELATION,
};

/** A partner's user asked for a contact of another partner. */
export const denial: UseEntry = {
  kind: 'DENIAL',
  actor: { kind: 'PARTNER_USER', id: 'user-1' },
  operation: 'contact',
  code: 'NOT_FOUND',
  subjects: { ids: [CONTACT], count: 1 },
  correlationId: CORRELATION,
};

/** A log of use in a folder of its own. */
export interface OpenedUseLog {
  readonly log: UseLog<SqliteUseTable>;
  readonly path: string;
  readonly faults: unknown[];
  readonly clock: { now: number };
  all(): readonly UseRecord[];
  /** Closes the log and opens it again. */
  again(changed?: Changes): OpenedUseLog;
}

/** What is not as usual. */
type Changes = Partial<UseLogOptions> & { readonly commit?: (database: Database) => void };

const folders: string[] = [];

export const openedUseLog = (
  { commit, ...changed }: Changes = {},
  path = join(folderOfItsOwn(), 'use.db'),
  clock = { now: START },
): OpenedUseLog => {
  const faults: unknown[] = [];
  const log = new UseLog(new SqliteUseTable(path, commit), {
    retentionDays: RETENTION_DAYS_DEFAULT,
    clock: () => clock.now,
    onFault: (_process, fault) => faults.push(fault),
    ...changed,
  });
  return {
    log,
    path,
    faults,
    clock,
    all: () => log.page({}, { first: 100 }).records.toReversed(),
    again: (anew = {}) => {
      log.close();
      return openedUseLog(anew, path, clock);
    },
  };
};

const folderOfItsOwn = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-use-'));
  folders.push(folder);
  return folder;
};

export const removeUseLogs = (): void => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
};

/** Does something to the file behind the log's back. */
export const behindItsBack = <Result>(path: string, act: (database: Database) => Result): Result => {
  const database = openDatabase(path, { durability: 'full' });
  try {
    return act(database);
  } finally {
    database.close();
  }
};

export const verdictOn = (path: string): UseVerdict =>
  behindItsBack(path, (database) => verifyUseRecords(database));
