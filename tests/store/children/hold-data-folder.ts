import { openDataFolder } from '../../../src/store/sqlite/data-folder';

/** Takes the data folder that it is given, says so or why not, and holds it until its input ends. */
const hold = (): void => {
  const [, , path = ''] = process.argv;
  try {
    const folder = openDataFolder(path);
    process.stdout.write('held\n');
    process.stdin.on('end', () => folder.close()).resume();
  } catch (error) {
    process.stdout.write(`${String(error)}\n`);
  }
};

hold();
