import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

const largestHeap = (when: 'early' | 'late'): number =>
  Number(
    execFileSync(process.execPath, [
      join(ROOT, 'tests', 'run-typescript.cjs'),
      join(ROOT, 'tests', 'cli', 'children', 'replace-rows.ts'),
      when,
    ]),
  );

test('who replaces what it holds all the time needs less memory where it is collected early', () => {
  expect(largestHeap('early')).toBeLessThan(0.8 * largestHeap('late'));
});
