import { setTimeout } from 'node:timers/promises';
import { projections } from '../../../projections';
import type { EventLog } from '../../../src/store/event-log';
import { startProjector } from '../../../src/store/projector/projector';
import { verifyModel } from '../../../src/store/projector/verify-model';
import {
  acmeActivated,
  acmeRegistered,
  contactNumber,
  corrected,
  joined,
  madeSales,
  mayLogOn,
  mayNoLongerLogOn,
  noLongerSales,
  registered,
} from '../../projections/people';
import { record } from '../../projections/read-side';
import { HANG_MS } from '../../until';
import { openFileLog } from '../children/file-log';
import { type Child, startChild } from '../children/start-child';
import { postgresPlace, sqlitePlace } from '../row-places';

const KILLS = Number(process.env.LIAISON_KILL_CYCLES ?? 100);
/** Started ahead, for a start takes longer than a life. */
const WAITING = 3;
/** How many of its writes a process begins before it is killed; lives take them in turn. The first ones are its start. */
const WRITES = [1, 2, 3, 4, 5, 6];
/** How long after the beginning of a write it is killed, at most. */
const LATER_MS_MAX = 8;
const CONTACTS = 600;

jest.setTimeout(300_000);

/** A story in which rows come, change and go, and counters rise and fall. */
const tellAll = async (log: EventLog): Promise<number> => {
  await record(log, acmeRegistered, acmeActivated);
  const told = Array.from({ length: CONTACTS }, (_, n) => {
    const id = contactNumber(n);
    const name = { given: `Given ${n % 7}`, family: `Family ${n % 13}` };
    return record(
      log,
      registered(id, name, `person${n}@acme.example`),
      joined(id),
      madeSales(id),
      mayLogOn(id),
      corrected(id, { family: `Other ${n}` }),
      ...(n % 3 === 0 ? [mayNoLongerLogOn(id), noLongerSales(id)] : []),
    );
  });
  return Math.max(...(await Promise.all(told)));
};

const killAmid = async (child: Child, writes: number): Promise<void> => {
  for (let heard = 0; heard < writes; ) {
    const { value, done } = await child.lines.next();
    if (done) throw new Error('expected the projector to live until it is killed');
    if (value === 'writes') heard += 1;
  }
  await setTimeout(Math.random() * LATER_MS_MAX);
  await child.kill();
};

test(`a projector killed ${KILLS} times leaves rows that equal a replay, nothing doubled or skipped`, async () => {
  const place = await postgresPlace();
  const { folder, remove } = await sqlitePlace();
  const log = await openFileLog(folder, false);
  const head = await tellAll(log);
  const start = (): Child => startChild('project-until-killed.ts', folder, place.url);
  const waiting = Array.from({ length: WAITING }, start);
  for (let life = 0; life < KILLS; life += 1) {
    waiting.push(start());
    const child = waiting.shift() as Child;
    child.process.stdin?.write('go\n');
    await killAmid(child, WRITES[life % WRITES.length] as number);
  }
  await Promise.all(waiting.map((child) => child.kill()));
  const rows = await place.open();
  const projector = await startProjector({ log, rows, projections });
  expect(await projector.reached(head, HANG_MS)).toBe(true);
  for (const projection of projections) {
    const verified = await verifyModel({ log, rows, projection });
    expect(verified).toMatchObject({ same: true, position: head });
  }
  await projector.stop();
  await rows.close();
  await log.close();
  await remove();
  await place.remove();
});
