import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HANG_MS } from '../../until';
import { standingIn } from './standing-in';

const { serverOf } = standingIn();
const RUNNER = join(__dirname, '../../run-typescript.cjs');
const CHILD = join(__dirname, 'children/append-and-leave.ts');

describe('a process with the event store in KurrentDB', () => {
  test('loads the client only when the store is opened, and 77 ends by itself when it is closed', async () => {
    const server = await serverOf();
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [RUNNER, CHILD, server.url], {
      timeout: HANG_MS,
    });
    expect(JSON.parse(stdout)).toEqual({
      before: false,
      after: true,
      outcome: 'appended',
      last: 'UNAVAILABLE',
    });
    expect(stderr).toBe('');
  });
});
