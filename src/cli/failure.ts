/**
 * The edge of the command line: says what went wrong in one line and ends with status 1. A fault of ours shows where
 * it happened, since nobody can mend it by reading its message alone.
 */
export const failWith = (error: unknown): void => {
  process.exitCode = 1;
  const known = error instanceof Error && EXPECTED.has(error.name);
  const text =
    error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`liaison: ${text}\n`);
};

/** Errors that tell the operator what to do. */
const EXPECTED: ReadonlySet<string> = new Set(['StoreFault', 'KeyFault', 'ConfigError', 'UsageError']);

/** The command line was not used as it must be; the message says what was expected and what came. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
