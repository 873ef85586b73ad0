import { openSqliteEventStore } from '../../../src/store/sqlite/sqlite-event-store';

/** Opens a log to write to it, says so, and waits to be killed. */
const [, , path = ''] = process.argv;
openSqliteEventStore({ path }).then(
  () => {
    process.stdout.write('open\n');
    process.stdin.resume();
  },
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
