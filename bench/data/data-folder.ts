import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { SCHEMA_VERSION } from '../../src/store/sqlite/schema';
import { REPOSITORY, startTasks } from '../harness/processes';
import type { Setting } from '../harness/suite';
import type { Made } from './make-folder';
import { TIERS, type TierName } from './tiers';

/** What the data follows from: another generator or layout makes other data. */
const SOURCES = ['planned-commands.ts', 'record-planned.ts', 'tiers.ts', 'random.ts', 'steady-clock.ts'];
const MODEL_SOURCES = ['projections', 'src/store/rows'];
const FACTS = 'made.json';

interface Facts extends Made {
  /** What its read models were made with. */
  readonly models: string;
}

/** A data folder of the product with the data of a tier. */
export interface DataFolder extends Made {
  readonly path: string;
  readonly tier: TierName;
}

/** The data folder of a tier as it was made once; nobody may write to it. */
export const keptFolder = async ({ kept }: Setting, tier: TierName): Promise<DataFolder> => {
  const path = join(kept, `${tier}-${digest()}`);
  if (!existsSync(path)) await makeAt(path, tier);
  const made = JSON.parse(readFileSync(join(path, FACTS), 'utf8')) as Facts;
  if (made.models !== modelsDigest()) await levelAt(path, made);
  return { ...made, path, tier };
};

/** A copy of it for one server. */
export const copiedFolder = async (setting: Setting, tier: TierName, name: string): Promise<DataFolder> => {
  const folder = await keptFolder(setting, tier);
  const path = join(setting.folder, name);
  cpSync(folder.path, path, { recursive: true });
  return { ...folder, path };
};

const makeAt = async (path: string, tier: TierName): Promise<void> => {
  const unfinished = `${path}.${process.pid}`;
  const models = modelsDigest();
  mkdirSync(unfinished, { recursive: true });
  const maker = await startTasks({ script: 'data/make-folder.ts', node: ['--max-old-space-size=6144'] });
  try {
    const made = await maker.ask<Made>('make', { folder: unfinished, tier });
    writeFacts(unfinished, { ...made, models });
  } finally {
    await maker.stop();
  }
  if (existsSync(path)) rmSync(unfinished, { recursive: true });
  else renameSync(unfinished, path);
};

/** The log is the same as before, but its read models are made otherwise now. */
const levelAt = async (path: string, made: Made): Promise<void> => {
  const models = modelsDigest();
  const maker = await startTasks({ script: 'data/make-folder.ts' });
  try {
    const projectMs = await maker.ask<number>('level', { folder: path, events: made.events });
    writeFacts(path, { ...made, projectMs, models });
  } finally {
    await maker.stop();
  }
};

/** The sources that were there when it began: they may change while it is made. */
const writeFacts = (path: string, facts: Facts): void => {
  writeFileSync(join(path, FACTS), JSON.stringify(facts));
};

/** What read models follow from, besides the log. */
const modelsDigest = (): string => {
  const hash = createHash('sha256');
  for (const folder of MODEL_SOURCES) {
    const path = join(REPOSITORY, folder);
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    for (const name of names.sort()) hash.update(readFileSync(join(path, name)));
  }
  return hash.digest('hex').slice(0, 12);
};

const digest = (): string => {
  const hash = createHash('sha256').update(JSON.stringify([SCHEMA_VERSION, TIERS]));
  for (const source of SOURCES) hash.update(readFileSync(join(__dirname, source)));
  return hash.digest('hex').slice(0, 12);
};
