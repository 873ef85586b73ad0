import { contactList } from '../../projections/contact-list/project';
import { readConfig } from '../../src/cli/config';
import { openOptionsOf } from '../../src/cli/open-options';
import { openStoreReader } from '../../src/compose/store-reader';
import { EVENTS_PER_READ_MAX } from '../../src/store/event-store';
import { rebuildModel } from '../../src/store/projector/rebuild-model';
import { serveTasks } from '../harness/child';

/** The environment of a server that is not running. */
type Environment = Readonly<Record<string, string>>;

/** Events that a rebuild of the list of contacts takes in a second. */
const rebuild = async (environment: Environment): Promise<number> => {
  const reader = await openStoreReader(openOptionsOf(readConfig(environment)));
  try {
    const log = await reader.openLog();
    const begin = performance.now();
    const { events } = await rebuildModel({
      log,
      rows: reader.rows,
      projection: contactList,
      readPages: reader.pagesOf(log),
    });
    return events / ((performance.now() - begin) / 1_000);
  } finally {
    await reader.close();
  }
};

/** Events that can be read and opened in a second, without doing anything with them. */
const read = async (environment: Environment): Promise<number> => {
  const reader = await openStoreReader(openOptionsOf(readConfig(environment)));
  try {
    const log = await reader.openLog();
    const begin = performance.now();
    let events = 0;
    for (let page = await log.readAll({ after: 0 }); ; ) {
      events += page.events.length;
      if (page.events.length < EVENTS_PER_READ_MAX) break;
      page = await log.readAll({ after: page.position });
    }
    return events / ((performance.now() - begin) / 1_000);
  } finally {
    await reader.close();
  }
};

serveTasks({ rebuild, read });
