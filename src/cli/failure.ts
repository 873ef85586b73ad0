/**
 * The edge of the command line: says what went wrong in one line and ends with status 1. A fault of ours shows where
 * it happened, since nobody can mend it by reading its message alone.
 */
export const failWith = (error: unknown): void => {
  process.exitCode = 1;
  process.stderr.write(`liaison: ${textOf(error)}\n`);
};

/** What to print: the message of an error that tells the operator what to do, the whole of any other. */
export const textOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (EXPECTED.has(error.name)) return error.message;
  const advice = 'code' in error && typeof error.code === 'string' ? ADVICE.get(error.code) : undefined;
  return advice === undefined ? (error.stack ?? error.message) : `${error.message}: ${advice}`;
};

/** What an operator can do about what the operating system says no to. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['EADDRINUSE', 'another program has this port; stop it or set LIAISON_PORT (0: any free one)'],
  ['EADDRNOTAVAIL', 'this machine has no such address; set LIAISON_HOST to one it has'],
  ['ENOTFOUND', 'this host is not known; set LIAISON_HOST to an address of this machine'],
  ['EACCES', 'this user may not; give it the right, or name another file, folder (LIAISON_DATA) or port'],
  ['EPERM', 'this user may not; give it the right, or name another file or folder (LIAISON_DATA)'],
  ['ENOENT', 'there is no such file or folder'],
  ['EEXIST', 'a file stands where a folder is needed; name another folder (LIAISON_DATA)'],
  ['ENOTDIR', 'a file stands where a folder is needed; name another folder (LIAISON_DATA)'],
  ['EISDIR', 'a folder stands where a file is needed'],
  ['ENOSPC', 'the disk is full'],
  ['EROFS', 'the disk is read-only; name a folder that can be written (LIAISON_DATA)'],
]);

/** Errors that tell the operator what to do. */
const EXPECTED: ReadonlySet<string> = new Set([
  'StoreFault',
  'KeyFault',
  'BackupFault',
  'ConfigError',
  'IssuersError',
  'UsageError',
]);

/** The command line was not used as it must be; the message says what was expected and what came. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
