import { projectBeside } from '../../../src/compose/project-beside';
import { openSqliteRows } from '../../../src/store/rows/sqlite/sqlite-row-store';
import { StoreFault } from '../../../src/store/store-fault';

/** Says what somebody is told who waits for the read models of a folder that a thread is to keep. */
const ask = async (dataFolder: string, rowsPath: string): Promise<void> => {
  const rows = openSqliteRows(rowsPath);
  const models = projectBeside({ dataFolder }, rows);
  for (const answer of [models.reached(1, 60_000), models.current()].map((soon) => Promise.resolve(soon))) {
    await answer.then(
      () => say('came'),
      (error: unknown) => say(error instanceof StoreFault ? `${error.code} ${error.message}` : String(error)),
    );
  }
  await rows.close();
};

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const [, , folder = '', rowsPath = ''] = process.argv;
void ask(folder, rowsPath);
