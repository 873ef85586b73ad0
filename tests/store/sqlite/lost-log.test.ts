import { readdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { openProduct, type Product } from '../../../src/compose';
import { temporaryFolders } from './temporary-folder';

const newFolder = temporaryFolders();

const opened = (dataFolder: string): Promise<Product> =>
  openProduct({
    dataFolder,
    onFault: (_, fault) => {
      throw fault;
    },
  });

/** A data folder that a product was started on and closed. */
const startedOnce = async (): Promise<string> => {
  const folder = newFolder();
  await (await opened(folder)).close();
  return folder;
};

test.each([
  ['missing', (path: string) => rmSync(path)],
  ['empty', (path: string) => truncateSync(path, 0)],
])('a log that is %s beside the keys is not made anew', async (_, lose) => {
  const folder = await startedOnce();
  const logPath = join(folder, 'log.db');
  lose(logPath);
  await expect(opened(folder)).rejects.toMatchObject({
    name: 'StoreFault',
    code: 'CORRUPT',
    message: expect.stringMatching(
      /log\.db is missing or empty beside the keys .*keys\.db: restore the log from a backup, or move keys\.db/,
    ),
  });
  expect(statSync(logPath, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
});

test('a log without tables beside the keys is not made anew', async () => {
  const folder = await startedOnce();
  rmSync(join(folder, 'log.db'));
  const empty = new DatabaseSync(join(folder, 'log.db'));
  empty.exec('PRAGMA journal_mode = WAL');
  empty.close();
  await expect(opened(folder)).rejects.toMatchObject({ name: 'StoreFault', code: 'CORRUPT' });
});

test('a product begins anew where the keys and the read models were moved away with the log', async () => {
  const folder = await startedOnce();
  const away = newFolder();
  rmSync(join(folder, 'log.db'));
  for (const name of readdirSync(folder).filter((file) => /^(keys|readmodels)\.db/.test(file))) {
    renameSync(join(folder, name), join(away, name));
  }
  const product = await opened(folder);
  expect(await product.log.head()).toBe(0);
  await product.close();
});

test('a first start that ended before there were keys goes on', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'keys.db'), '', { mode: 0o600 });
  const product = await opened(folder);
  expect(await product.log.head()).toBe(0);
  await product.close();
});
