import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { discoveryAddressOf, mayFetchFrom } from './addresses';
import { ISSUERS, type IssuerSettings } from './issuer-schema';

/** The most bytes of the file of issuers. */
export const ISSUERS_FILE_BYTES_MAX = 256 * 1_024;

/** The issuers are not set up right; the message says where and what was expected, a line each. */
export class IssuersError extends Error {
  override readonly name = 'IssuersError';
}

/** Reads the file of issuers; throws an `IssuersError` that tells all that is wrong at once. */
export const readIssuers = (path: string, production: boolean): readonly IssuerSettings[] => {
  const read = ISSUERS.safeParse(jsonOf(path));
  if (!read.success) throw new IssuersError(read.error.issues.map((issue) => said(path, issue)).join('\n'));
  const wrong = read.data.flatMap(({ issuer, jwks }, index) =>
    jwks === 'discovery' && !mayFetchFrom(discoveryAddressOf(issuer), production)
      ? [`${path}: [${index}].issuer: expected an https address to discover the keys at`]
      : [],
  );
  if (wrong.length > 0) throw new IssuersError(wrong.join('\n'));
  return read.data.map((settings) => withPathFrom(dirname(path), settings));
};

const jsonOf = (path: string): unknown => {
  try {
    const { size } = statSync(path);
    if (size <= ISSUERS_FILE_BYTES_MAX) return JSON.parse(readFileSync(path, 'utf8'));
  } catch (fault) {
    // What a parser says quotes the file.
    const why = fault instanceof SyntaxError ? 'it is not JSON' : (fault as NodeJS.ErrnoException).code;
    throw new IssuersError(`${path}: expected a file with a list of issuers, but ${why}`, { cause: fault });
  }
  throw new IssuersError(`${path}: expected at most ${ISSUERS_FILE_BYTES_MAX} bytes`);
};

const said = (path: string, { path: where, message }: z.core.$ZodIssue): string => {
  const place = where.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `${path}: ${place === '' ? 'the whole' : place}: ${message}`;
};

/** Files of keys are named from where the file of issuers is. */
const withPathFrom = (folder: string, settings: IssuerSettings): IssuerSettings =>
  settings.jwks === 'discovery'
    ? settings
    : { ...settings, jwks: { file: resolve(folder, settings.jwks.file) } };
