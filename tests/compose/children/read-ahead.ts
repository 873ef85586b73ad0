import { readAhead } from '../../../src/compose/read-ahead';
import { StoreFault } from '../../../src/store/store-fault';

/**
 * Says what a thread reads ahead of a log, an event a line; one event a page, so that the thread must wait for us. Takes
 * so many pages and no more.
 */
const read = async (dataFolder: string, until: number, pagesMax: number): Promise<void> => {
  let pages = 0;
  try {
    for await (const page of readAhead({ dataFolder }, { after: 0, until, limit: 1 })) {
      for (const event of page.events) say(JSON.stringify(event));
      say(`position ${page.position}, caught up ${page.caughtUp}`);
      pages += 1;
      if (pages === pagesMax) break;
    }
  } catch (error) {
    say(error instanceof StoreFault ? `${error.code} ${error.message}` : String(error));
  }
};

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const [, , folder = '', until = '', pagesMax = ''] = process.argv;
void read(folder, Number(until), Number(pagesMax));
