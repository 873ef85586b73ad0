import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './processes';
import type { Setting } from './suite';

const PACKAGES = join(REPOSITORY, 'bench', 'node_modules');

/** Whether a package of the bench is there. */
export const hasPackage = (name: string): boolean => existsSync(join(PACKAGES, name, 'package.json'));

/** What a lock of npm says of its packages, by the folder of each. */
interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;
}

/** Whether all that one lock names is in the other; what is optional may be missing, but not be another. */
export const hasAll = (locked: Lock, installed: Lock): boolean =>
  Object.entries(locked.packages).every(([folder, { version, optional = false }]) => {
    if (folder === '') return true;
    const there = installed.packages[folder];
    return there === undefined ? optional : there.version === version;
  });

/** Whether the packages of the bench are there as its lock names them; npm notes what is there when it has finished. */
export const isInstalled = (): boolean => {
  const noted = join(PACKAGES, '.package-lock.json');
  return existsSync(noted) && hasAll(lockAt(join(PACKAGES, '..', 'package-lock.json')), lockAt(noted));
};

const lockAt = (path: string): Lock => JSON.parse(readFileSync(path, 'utf8')) as Lock;

/** Whether peers take part; says so once where they do not. */
export const installed = ({ peers }: Setting, notes: string[]): boolean => {
  const note = 'The peers are not installed (npm ci --prefix bench): the product is measured without them.';
  if (!peers && !notes.includes(note)) notes.push(note);
  return peers;
};
