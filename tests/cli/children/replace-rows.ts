import { collectEarly } from '../../../src/cli/collect-early';

/** Rows that are under way at a time: old enough, when they are let go of, for a collection of the young to keep them. */
const ROWS_UNDER_WAY = 200_000;
const ROWS = 3_000_000;
const ROWS_PER_LOOK = 50_000;

/** Holds so many rows all the time and replaces them, as an import does; tells the largest heap it had, in bytes. */
const replaceRows = (): number => {
  const underWay: object[] = [];
  let most = 0;
  for (let row = 0; row < ROWS; row += 1) {
    underWay[row % ROWS_UNDER_WAY] = { row, columns: [`given ${row}`, `family ${row}`] };
    if (row % ROWS_PER_LOOK === 0) most = Math.max(most, process.memoryUsage().heapTotal);
  }
  return most;
};

if (process.argv[2] === 'early') collectEarly();
process.stdout.write(String(replaceRows()));
