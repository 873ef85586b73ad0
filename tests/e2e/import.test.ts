import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projections } from '../../projections';
import { LINES_PER_CHECKPOINT } from '../../src/cli/files/import-checkpoint';
import { temporaryFolders } from './folders';
import { PROCESS_TEST_MS_MAX, runLiaison } from './running-server';

const newFolder = temporaryFolders();

test(
  'the read models of an import hold all of it when it ends, and equal a replay',
  async () => {
    const folder = newFolder();
    const file = join(folder, 'contacts.csv');
    const count = LINES_PER_CHECKPOINT + 100;
    const lines = Array.from({ length: count }, (_, id) => `${id},Name ${id},n${id}@acme.example\n`);
    writeFileSync(file, `Id,LastName,Email\n${lines.join('')}`);
    const { code, output } = await runLiaison(folder, 'import', 'contacts', file);
    expect([code, output]).toEqual([0, expect.stringContaining(`${count} made`)]);
    const exported = await runLiaison(folder, 'export', 'contacts');
    expect(exported.output.split('\n').filter((line) => line.includes('@acme.example'))).toHaveLength(count);
    const verified = await runLiaison(folder, 'verify');
    expect(verified.code).toBe(0);
    for (const { name } of projections) expect(verified.output).toContain(`${name}: equals a replay`);
  },
  2 * PROCESS_TEST_MS_MAX,
);
