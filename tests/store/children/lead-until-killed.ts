import { openPostgres } from '../../../src/store/postgres/database';
import { lead } from '../../../src/store/postgres/leadership';

/** Leads what it is told to lead, says so, and does not stop by itself. */
const leadUntilKilled = async (url: string, name: string): Promise<void> => {
  const database = await openPostgres(url);
  await lead({ database, name, signal: new AbortController().signal }, async (signal) => {
    process.stdout.write('leads\n');
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  });
};

const [, , url = '', name = ''] = process.argv;
leadUntilKilled(url, name).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
