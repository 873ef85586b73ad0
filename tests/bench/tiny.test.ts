import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run } from '../../bench/harness/run';
import { SUITES } from '../../bench/suites';

const ROOT = join(__dirname, '..', '..');
const BENCH_MS_MAX = 300_000;

const runToItsEnd = async (words: readonly string[]) => {
  const child = spawn(process.execPath, [...words], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  const [status] = await once(child, 'close');
  return { status, stdout };
};

// Nothing here asserts a time: it shows that each row can still be measured.
test(
  'the bench measures every row of the product',
  async () => {
    const output = mkdtempSync(join(tmpdir(), 'liaison-bench-test-'));
    const words = [
      join('tests', 'run-typescript.cjs'),
      join('bench', 'main.ts'),
      '--tiny',
      `--output=${output}`,
    ];
    const { status, stdout } = await runToItsEnd(words);
    const run = JSON.parse(readFileSync(join(output, 'tiny.json'), 'utf8')) as Run;
    expect({ status, failures: run.failures }).toEqual({ status: 0, failures: [] });
    const rows = SUITES.flatMap((suite) => suite.rows.map(({ name }) => name));
    expect([...new Set(run.results.map(({ row }) => row))]).toEqual(rows);
    for (const { measured } of run.results)
      expect(measured.some(({ kind }) => kind === 'product')).toBe(true);
    expect(stdout).toContain('The peers are not installed');
    rmSync(output, { recursive: true });
  },
  BENCH_MS_MAX,
);
