import type { EventStore, StoredEvent } from '../event-store';
import { StoreFault } from '../store-fault';
import { compareBeginning } from './compare-logs';
import type { OnProgress } from './log-content';
import { namingPosition, positionNamedIn } from './named-positions';
import { PositionMap } from './position-map';

/** Which log is copied where. */
export interface LogCopy {
  readonly from: EventStore;
  /** Empty, or what an earlier copy of the same log has left. */
  readonly to: EventStore;
  /** True where the target's positions follow one another without gaps. */
  readonly dense: boolean;
  /** The last position of the origin to copy. */
  readonly until: number;
  readonly onProgress?: OnProgress;
  /** Stops the copy behind a whole page; it can be resumed. */
  readonly signal?: AbortSignal;
}

/**
 * Copies a log in its order, a page at a time, and goes on where an earlier copy ended, however that ended. Events
 * stay as they are; where one names a position of the log, it names the target's afterwards. Answers how many events
 * were copied now; throws an `INVALID` where the target holds anything else than the beginning of this log.
 */
export const copyLog = async (copy: LogCopy): Promise<number> => {
  const { from, to, until, onProgress, signal } = copy;
  const map = new PositionMap(from, to);
  const soFar = await compareBeginning({ from, until, to }, map);
  const writer = new CopyWriter(copy, map, soFar.target);
  let [after, copied] = [soFar.origin, 0];
  while (after < until) {
    signal?.throwIfAborted();
    const page = await from.readAll({ after, until });
    await writer.write(page.events);
    copied += page.events.length;
    onProgress?.(page.position, until);
    if (page.caughtUp) break;
    after = page.position;
  }
  return copied;
};

/** Writes events behind the end of the target and keeps track of where they stand there. */
class CopyWriter {
  private batch: StoredEvent[] = [];
  private origins: number[] = [];

  constructor(
    private readonly copy: Pick<LogCopy, 'to' | 'dense'>,
    private readonly map: PositionMap,
    private end: number,
  ) {}

  async write(events: readonly StoredEvent[]): Promise<void> {
    for (const event of events) {
      const named = positionNamedIn(event);
      const copied = named === undefined ? event : namingPosition(event, await this.targetOf(named, event));
      this.origins.push(event.position);
      this.batch.push(copied);
    }
    await this.flush();
  }

  private async targetOf(named: number, event: StoredEvent): Promise<number> {
    const [first = Number.POSITIVE_INFINITY] = this.origins;
    if (named >= first) {
      const place = this.origins.findLastIndex((position) => position <= named);
      if (this.copy.dense) return this.end + 1 + place;
      // Where it will stand is only known once it stands there.
      await this.flush();
    }
    const target = await this.map.targetOf(named);
    if (target !== undefined) return target;
    throw new StoreFault(
      'CORRUPT',
      `event ${event.revision} of stream ${event.stream} names position ${named}, where there was nothing yet`,
    );
  }

  private async flush(): Promise<void> {
    const [batch, origins] = [this.batch, this.origins];
    [this.batch, this.origins] = [[], []];
    if (batch.length === 0) return;
    const before = this.end;
    this.end = (await this.copy.to.copyIn(batch)).position;
    const targets = this.copy.dense
      ? batch.map((_, index) => before + 1 + index)
      : await this.readBack(before, batch);
    if (targets.at(-1) !== this.end) throw disturbed();
    for (const [index, target] of targets.entries()) this.map.note(origins[index] ?? 0, target);
  }

  private async readBack(before: number, batch: readonly StoredEvent[]): Promise<readonly number[]> {
    const standing: StoredEvent[] = [];
    for (let after = before; after < this.end; ) {
      const page = await this.copy.to.readAll({ after, until: this.end });
      standing.push(...page.events);
      after = page.position;
    }
    if (standing.length !== batch.length) throw disturbed();
    return standing.map(({ position }) => position);
  }
}

const disturbed = (): StoreFault =>
  new StoreFault(
    'INVALID',
    'something else writes to the target: stop it and begin anew with an empty target',
  );
