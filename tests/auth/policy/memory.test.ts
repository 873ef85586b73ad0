import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** It takes under 30; where V8 compiles its WebAssembly a second time, 90 and more. */
const POLICY_MB_MAX = 60;

test('the policy does not take memory for code that is compiled again', () => {
  const script = join(__dirname, '..', '..', 'run-typescript.cjs');
  const said = execFileSync(process.execPath, [script, join(__dirname, 'load-policy.ts')], {
    encoding: 'utf8',
  });
  expect(Number(said)).toBeGreaterThan(0);
  expect(Number(said)).toBeLessThan(POLICY_MB_MAX);
});
