import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { isInstalled } from './peers-installed';
import { REPOSITORY } from './processes';

const npm = (...words: readonly string[]): void => {
  execFileSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', [...words], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
};

/** Installs the peers as their lock names them, where they are not there yet or are others. */
export const installPeers = (): boolean => {
  if (!isInstalled()) {
    process.stdout.write('Installing the peers (npm ci --prefix bench), once; it may take some minutes …\n');
    npm('ci', '--prefix', join(REPOSITORY, 'bench'));
  }
  return true;
};

/** The product as it is served: compiled. */
export const buildProduct = (): void => npm('run', '--silent', 'build');
