import type { PreparedAppend } from '../prepared-append';
import { type Answers, APPEND_MS_MAX, appendBatch } from './append';
import type { PostgresDatabase, PostgresSession } from './database';

// A commit is on the disk when it is answered, whatever the server has been told; a stronger choice of its owner
// stays. The plans of the function serve any batch: making one for each would cost as much as the batch.
const SETTINGS = `SELECT
  set_config('statement_timeout', '${APPEND_MS_MAX}', false),
  set_config('synchronous_commit', coalesce(nullif(current_setting('synchronous_commit'), 'off'), 'on'), false),
  set_config('plan_cache_mode', 'force_generic_plan', false),
  set_config('enable_seqscan', 'off', false), pg_backend_pid() AS backend`;

/** The connection that a process appends over, apart from those it reads over; made anew when it was lost. */
export class AppendConnection {
  private session: PostgresSession | undefined;
  private pid: number | undefined;

  constructor(
    private readonly database: PostgresDatabase,
    private readonly clock: () => number,
  ) {}

  async send(batch: readonly PreparedAppend[]): Promise<Answers> {
    const session = await this.opened();
    return appendBatch(session, batch, this.clock());
  }

  /** True where the notice of an append came from here: the answer to it tells more. */
  hasSent(backend: number | undefined): boolean {
    return this.session?.lost.aborted === false && backend === this.pid;
  }

  async close(): Promise<void> {
    await this.session?.close();
  }

  private async opened(): Promise<PostgresSession> {
    if (this.session !== undefined && !this.session.lost.aborted) return this.session;
    const session = await this.database.session();
    try {
      const [set] = await session.query<{ backend: number }>(SETTINGS);
      this.pid = set?.backend;
    } catch (error) {
      await session.close();
      throw error;
    }
    this.session = session;
    return session;
  }
}
