import type { PreparedAppend } from '../prepared-append';
import type { Answers } from './append';
import { AppendConnection } from './append-connection';
import type { PostgresDatabase } from './database';
import { GroupCommit } from './group-commit';
import { LogTail } from './log-tail';
import { LogWatch } from './log-watch';

/** While one call is carried out by the server, the next is made ready and sent; a third would only wait. */
const APPEND_CONNECTIONS = 2;

/** Writes to the log, and knows what it has written and how far the log reaches. */
export class LogWriter {
  readonly tail = new LogTail();
  readonly watch: LogWatch;
  readonly group: GroupCommit;
  private readonly connections: readonly AppendConnection[];

  constructor(database: PostgresDatabase, clock: () => number) {
    this.connections = Array.from(
      { length: APPEND_CONNECTIONS },
      () => new AppendConnection(database, () => Math.floor(clock())),
    );
    this.watch = new LogWatch(database, {
      isOurs: (backend) => this.connections.some((connection) => connection.hasSent(backend)),
      onMissed: () => this.tail.forget(),
    });
    this.group = new GroupCommit(
      this.connections.map((connection) => (batch) => this.sendOver(connection, batch)),
    );
  }

  /** Refuses what still waits; what is under way is finished. */
  async close(why: string): Promise<void> {
    this.watch.close();
    await this.group.stop(why);
    await Promise.all(this.connections.map((connection) => connection.close()));
  }

  private async sendOver(connection: AppendConnection, batch: readonly PreparedAppend[]): Promise<Answers> {
    try {
      const answers = await connection.send(batch);
      for (const [index, { key }] of batch.entries()) {
        if (answers[index]?.outcome !== 'key-stands') key?.onStored();
      }
      this.tail.note(batch, answers);
      this.watch.reach(furthestOf(answers));
      return answers;
    } catch (fault) {
      // It may be written all the same, and its notice have been passed over.
      this.tail.forget();
      this.watch.appended.raise();
      throw fault;
    }
  }
}

const furthestOf = (answers: Answers): number =>
  Math.max(0, ...answers.map((answer) => (answer.outcome === 'appended' ? answer.position : 0)));
