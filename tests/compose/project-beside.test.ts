import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

test('who waits for read models is told what their thread has failed on', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-thread-'));
  try {
    const child = ['tests/run-typescript.cjs', 'tests/compose/children/ask-models.ts'];
    const said = execFileSync('node', [...child, folder, join(folder, 'rows.db')], { encoding: 'utf8' });
    const told = expect.stringContaining(`UNAVAILABLE expected a log in the data folder ${folder}`);
    expect(said.trim().split('\n')).toEqual([told, told]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
