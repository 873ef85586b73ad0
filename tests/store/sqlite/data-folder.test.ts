import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFolder } from '../../../src/store/sqlite/data-folder';
import { startChild } from '../children/start-child';
import { temporaryFolders } from './temporary-folder';

const newFolder = temporaryFolders();

describe('the data folder', () => {
  test('is made for its owner alone where there is none, and says where things lie', () => {
    const path = join(newFolder(), 'deep', 'data');
    const folder = openDataFolder(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(folder).toMatchObject({
      path,
      logPath: join(path, 'log.db'),
      readModelsPath: join(path, 'readmodels.db'),
      keysPath: join(path, 'keys.db'),
    });
    folder.close();
  });

  test('belongs to one opener, who can be seen, until it is closed', () => {
    const path = newFolder();
    const folder = openDataFolder(path);
    expect(JSON.parse(readFileSync(join(path, 'owner.json'), 'utf8'))).toMatchObject({ pid: process.pid });
    expect(() => openDataFolder(path)).toThrow(`belongs to process ${process.pid} on `);
    folder.close();
    folder.close();
    expect(existsSync(join(path, 'owner.json'))).toBe(false);
    openDataFolder(path).close();
  });

  test('is refused to a second process, which is told the first', async () => {
    const path = newFolder();
    const folder = openDataFolder(path);
    const second = startChild('hold-data-folder.ts', path);
    const { value } = await second.lines.next();
    expect(value).toContain(`belongs to process ${process.pid} on `);
    expect(value).toContain('only one process may write');
    await second.kill();
    folder.close();
  });

  test('is free again after its owner was killed', async () => {
    const path = newFolder();
    const owner = startChild('hold-data-folder.ts', path);
    expect((await owner.lines.next()).value).toBe('held');
    expect(() => openDataFolder(path)).toThrow(`belongs to process ${owner.process.pid} on `);
    await owner.kill();
    const folder = openDataFolder(path);
    expect(JSON.parse(readFileSync(join(path, 'owner.json'), 'utf8'))).toMatchObject({ pid: process.pid });
    folder.close();
  });

  test('is refused with a StoreFault where the owner has not written itself down', () => {
    const path = newFolder();
    const folder = openDataFolder(path);
    writeFileSync(join(path, 'owner.json'), '{');
    expect(() => openDataFolder(path)).toThrow(
      expect.objectContaining({
        code: 'LOCKED',
        message: expect.stringContaining('belongs to another process'),
      }),
    );
    folder.close();
  });

  test('cannot be made where there is a file', () => {
    const path = join(newFolder(), 'file');
    writeFileSync(path, '');
    expect(() => openDataFolder(path)).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
  });
});
