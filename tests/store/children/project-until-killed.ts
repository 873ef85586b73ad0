import { once } from 'node:events';
import { projections } from '../../../projections';
import { openPostgres } from '../../../src/store/postgres/database';
import { startProjector } from '../../../src/store/projector/projector';
import { openPostgresRows } from '../../../src/store/rows/postgres/postgres-row-store';
import type { RowStore } from '../../../src/store/rows/row-store';
import { openFileLog } from './file-log';
import { inSmallPages } from './small-pages';

const EVENTS_PER_PAGE = 20;

/** Says so before it writes. */
const saying = (rows: RowStore): RowStore => ({
  ...rows,
  write: (work) => {
    process.stdout.write('writes\n');
    return rows.write(work);
  },
});

/** Opens everything, waits for a line, and then keeps the read models until it is killed. */
const projectUntilKilled = async (folder: string, url: string): Promise<void> => {
  const log = inSmallPages(await openFileLog(folder, true), EVENTS_PER_PAGE);
  const rows = await openPostgresRows(await openPostgres(url), { askAgainMs: 10 });
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  await startProjector({ log, rows: saying(rows), projections });
};

const [, , folder = '', url = ''] = process.argv;
projectUntilKilled(folder, url).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
