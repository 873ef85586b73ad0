import type { Database } from './database';

/** The levels of names: those that came last, and all others. */
export const LEVELS = { new: 1, old: 0 } as const;
/** The most names that stand on the level of those that came last. */
export const NEW_NAMES_MAX = 32_000;
/** How many names change their level together: neighbours, so that few pages change. */
export const NAMES_MOVED_AT_ONCE = 4_000;

/**
 * The stream that has a name, in SQL; NULL where there is none. In a log of an earlier layout, which is read as it is
 * where it may not be changed, streams have an index of their names.
 */
export const streamOfNameSql = (database: Database): ((name: string) => string) =>
  hasLevels(database)
    ? (name) => `coalesce(${onLevel(LEVELS.new, name)}, ${onLevel(LEVELS.old, name)})`
    : (name) => `(SELECT id FROM streams WHERE name = ${name})`;

/** Whether names have levels, as they have in the layout of today. */
export const hasLevels = (database: Database): boolean =>
  database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'stream_names'").get() !== undefined;

const onLevel = (level: number, name: string): string =>
  `(SELECT stream_id FROM stream_names WHERE level = ${level} AND name = ${name})`;

/**
 * Adds the names of new streams. They are random: in one index of all each would change a page of its own, which at a
 * million streams is six times what the event itself writes. So new names have a level of their own, small enough to
 * change few pages, and leave it for the level of all others in the order of the names, many neighbours at once.
 */
export class StreamNames {
  private readonly statements: ReturnType<typeof prepareStatements>;
  private newNames: number;
  /** Names up to this one have changed their level last; the next are those behind it. */
  private movedUntil = BEFORE_ALL;

  constructor(database: Database) {
    this.statements = prepareStatements(database);
    [this.newNames] = this.statements.count.get() as unknown as [number];
  }

  /** Adds the streams whose ids come after this one, within the transaction that is open. */
  addAfter(streamId: number): void {
    this.newNames += Number(this.statements.add.run(streamId).changes);
    while (this.newNames > NEW_NAMES_MAX) this.move();
  }

  private move(): void {
    const { next, insert, remove } = this.statements;
    const [until] = next.get(this.movedUntil, NAMES_MOVED_AT_ONCE) as unknown as [string | null];
    if (until !== null) {
      insert.get(this.movedUntil, until);
      this.newNames -= Number(remove.run(this.movedUntil, until).changes);
    }
    this.movedUntil = until ?? BEFORE_ALL;
  }
}

const BEFORE_ALL = '';

// OR ROLLBACK: see `ArrivalTable`.
const prepareStatements = (database: Database) => {
  const between = `level = ${LEVELS.new} AND name > ? AND name <= ?`;
  const statements = {
    count: database.prepare(`SELECT count(*) FROM stream_names WHERE level = ${LEVELS.new}`),
    add: database.prepare(
      `INSERT OR ROLLBACK INTO stream_names SELECT ${LEVELS.new}, name, id FROM streams WHERE id > ? ORDER BY name`,
    ),
    next: database.prepare(`SELECT max(name) FROM (
      SELECT name FROM stream_names WHERE level = ${LEVELS.new} AND name > ? ORDER BY name LIMIT ?)`),
    insert: database.prepare(`INSERT OR ROLLBACK INTO stream_names
      SELECT ${LEVELS.old}, name, stream_id FROM stream_names WHERE ${between} ORDER BY name`),
    remove: database.prepare(`DELETE FROM stream_names WHERE ${between}`),
  };
  statements.count.setReturnArrays(true);
  statements.next.setReturnArrays(true);
  return statements;
};
