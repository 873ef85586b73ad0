import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './processes';
import type { Setting } from './suite';

const PACKAGES = join(REPOSITORY, 'bench', 'node_modules');

/** Whether a package of the bench is there. */
export const hasPackage = (name: string): boolean => existsSync(join(PACKAGES, name, 'package.json'));

/** Whether peers take part; says so once where they do not. */
export const installed = ({ peers }: Setting, notes: string[]): boolean => {
  const note = 'The peers are not installed (npm ci --prefix bench): the product is measured without them.';
  if (!peers && !notes.includes(note)) notes.push(note);
  return peers;
};
