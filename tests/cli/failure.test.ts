import { textOf, UsageError } from '../../src/cli/failure';

test.each(['EADDRINUSE', 'EACCES', 'EEXIST', 'EISDIR', 'ENOENT'])(
  'says in one line what to do about %s',
  (code) => {
    const error = Object.assign(new Error(`listen ${code}: 127.0.0.1:4000`), { code });
    expect(textOf(error)).toMatch(new RegExp(`^listen ${code}: 127.0.0.1:4000: [^\\n]+$`));
  },
);

test('says no more than the message of an error that tells what to do', () => {
  expect(textOf(new UsageError('--hours: expected a number'))).toBe('--hours: expected a number');
});

test('shows where a fault of ours happened', () => {
  expect(textOf(new Error('expected a stream, got none'))).toContain('failure.test.ts');
});
