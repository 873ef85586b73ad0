import { copyStore } from '../../../src/backup/copy-store';

/** Copies the log of a data folder to PostgreSQL and says when it has begun to write. */
const [, , dataFolder = '', url = ''] = process.argv;
copyStore({
  from: { kind: 'sqlite', dataFolder },
  to: { kind: 'postgres', url },
  onCopied: (position) => process.stdout.write(`${position}\n`),
}).then(
  ({ copied }) => process.stdout.write(`done ${copied}\n`),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
