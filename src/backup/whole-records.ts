import type { UseVerdict } from '../audit/use-records/chain';
import { verifyUseRecords } from '../audit/use-records/verify';
import { openDatabase } from '../store/sqlite/database';
import { StoreFault } from '../store/store-fault';

/** Follows the whole chain in a file of records of use; throws the `StoreFault` that says where it is broken. */
export const requireWholeRecords = (path: string): UseVerdict => {
  const database = openDatabase(path, { durability: 'full', readOnly: true });
  try {
    const verdict = verifyUseRecords(database);
    if (verdict.findings.length === 0) return verdict;
    throw new StoreFault(
      'CORRUPT',
      `${path} was tampered with or is damaged: ${verdict.findings.join('; ')}`,
    );
  } finally {
    database.close();
  }
};
