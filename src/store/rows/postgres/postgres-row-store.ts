import type { PostgresDatabase, PostgresSession, Queries } from '../../postgres/database';
import { StatementRefused } from '../../postgres/fault';
import { leadEach } from '../../postgres/lead-each';
import { migrate } from '../../postgres/migrate';
import { StoreFault } from '../../store-fault';
import type { HeldRows, RowStore } from '../row-store';
import type { SqlRow, Work } from '../work';
import { MODELS_CHANNEL, MODELS_LAYOUT } from './layout';
import { LookedAhead } from './looked-ahead';
import { type Performing, performStep } from './perform-step';
import { postgresDialect } from './postgres-dialect';

/** How many rows of a long answer are fetched at a time. */
export const ROWS_PER_FETCH = 500;
/** The longest one statement of a change may run: it may make an index over a whole model. */
export const CHANGE_MS_MAX = 10 * 60 * 1_000;
/** How often a reading is begun again because a rebuild took away the tables it was about to read. */
export const READ_ATTEMPTS_MAX = 5;

const { schema } = MODELS_LAYOUT;

/** Read models in a PostgreSQL database, which stays open when this is closed. Makes the schema where it is missing. */
export const openPostgresRows = async (
  database: PostgresDatabase,
  options: PostgresRowsOptions = {},
): Promise<RowStore> => {
  await migrate(database, MODELS_LAYOUT);
  return postgresRows(database, options);
};

export interface PostgresRowsOptions {
  /** How often to ask for the models that another process keeps. */
  readonly askAgainMs?: number;
}

const postgresRows = (database: PostgresDatabase, options: PostgresRowsOptions): RowStore => ({
  place: `the schema ${schema} of PostgreSQL`,
  dialect: postgresDialect,
  isImmediate: false,
  // Another process may have committed without our having been told yet.
  changes: () => undefined,
  read: (work) => readAgain(() => database.transaction((queries) => drive(queries, work()), READING)),
  look: (work) => found(() => drive(onlyOnce(database), work())),
  write: (work) =>
    found(() =>
      writeAgain((ahead) =>
        database.transaction((queries) => drive({ ...queries, ...ahead }, work()), WRITING),
      ),
    ),
  hold: async () => holding(await database.session()),
  reopen: () => postgresRows(database, options),
  lead: (models, signal, onChange) =>
    leadEach({ ...options, database, names: models.map((name) => `read model ${name}`), signal }, (led) =>
      onChange(led.map((name) => name.slice('read model '.length))),
    ),
  watch: (onChange) => database.listen(MODELS_CHANNEL, () => onChange()),
  close: async () => {},
});

const READING = { snapshot: true, schema };
/**
 * A crash of the server may lose the last changes, rows and checkpoints together: they are made again from the log,
 * which has them. Statements are planned once, for few rows: to plan one anew takes longer than to run it. And by their
 * keys: a table of which there are no statistics yet would be read as a whole.
 */
const WRITING = {
  schema,
  statementMsMax: CHANGE_MS_MAX,
  settings: { synchronous_commit: 'off', plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off' },
};

/** Each of two statements would see a moment of its own. */
const onlyOnce = ({ query }: Queries): Performing => {
  let isAsked = false;
  return {
    query: (...statement) => {
      if (isAsked) throw new Error('expected work of one statement');
      isAsked = true;
      return query(...statement);
    },
  };
};

const drive = async <Result>(queries: Performing, work: Work<Result>): Promise<Result> => {
  let step = work.next();
  while (step.done !== true) step = work.next(await performStep(queries, step.value));
  return step.value;
};

/**
 * A snapshot does not keep a table from being dropped: a model may be swapped between the look at its state and that at
 * its rows. What begins again sees the other copy.
 */
const readAgain = async <Result>(read: () => Promise<Result>): Promise<Result> => {
  for (let attempt = 1; attempt < READ_ATTEMPTS_MAX; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  return found(read);
};

/**
 * What was asked ahead may have been of a copy that a rebuild took away meanwhile: then the work is begun again, and
 * asks once it knows. What was begun was rolled back.
 */
const writeAgain = async <Result>(
  write: (options: { readonly ahead?: LookedAhead }) => Promise<Result>,
): Promise<Result> => {
  const ahead = new LookedAhead();
  try {
    return await write({ ahead });
  } catch (error) {
    if (!isMissing(error) || !ahead.isSent) throw error;
    return write({});
  }
};

/** Tables that are missing are a fault of the world: somebody dropped them, and the next start makes them anew. */
const found = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new StoreFault(
      'UNAVAILABLE',
      `tables of the read models are missing in PostgreSQL (${schema}); the next start of a server makes them anew`,
    );
  }
};

/** Codes of PostgreSQL: no such schema, table or column. */
const MISSING = new Set(['3F000', '42P01', '42703']);

const isMissing = (error: unknown): boolean => error instanceof StatementRefused && MISSING.has(error.code);

const holding = async (session: PostgresSession): Promise<HeldRows> => {
  try {
    await session.query(
      `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL search_path TO ${schema};
       SET LOCAL idle_in_transaction_session_timeout = 0`,
    );
    // A transaction sees the database as it is at its first statement that reads.
    await session.query('SELECT count(*) FROM models');
    let cursors = 0;
    return {
      read: (work) => found(() => drive(session, work())),
      iterate: (sql) => {
        cursors += 1;
        return fetched(session, sql, `rows_${cursors}`);
      },
      close: () => session.close(),
    };
  } catch (error) {
    await session.close();
    throw error;
  }
};

async function* fetched({ query }: Queries, sql: string, cursor: string): AsyncGenerator<readonly SqlRow[]> {
  await query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql}`);
  for (;;) {
    const rows = await query<SqlRow>(`FETCH ${ROWS_PER_FETCH} FROM ${cursor}`);
    yield rows;
    if (rows.length < ROWS_PER_FETCH) break;
  }
  await query(`CLOSE ${cursor}`);
}
