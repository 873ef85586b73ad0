import type { JSONEventData } from '@kurrent/kurrentdb-client';
import { bytesOf, type PreparedCopy, refuseCopy } from '../prepared-append';
import { StoreFault } from '../store-fault';
import type { AppenderParts } from './appender';
import type { LogReader } from './log-reader';
import { readBack, wireEvent } from './wire-event';

/** Copied events name no append: none of them is ever taken for one that was written just now. */
const COPIED = 'copied';
/** How many pointers are written side by side. */
const POINTERS_TOGETHER = 32;

/** Takes events of another log over as they stand, one command's events in one stream at a time. */
export class Copier {
  constructor(
    private readonly parts: AppenderParts,
    private readonly reader: LogReader,
  ) {}

  /** The position that the last of the events has here. */
  async copyIn(copies: readonly PreparedCopy[]): Promise<number> {
    const groups = together(copies);
    for (let next = 0; next < groups.length; next += POINTERS_TOGETHER) {
      await Promise.all(groups.slice(next, next + POINTERS_TOGETHER).map((group) => this.point(group)));
    }
    const last = await this.reader.last();
    let latest = last === undefined ? 0 : Date.parse(last.recordedAt);
    let position = 0;
    for (const group of groups) {
      position = await this.copyGroup(group, latest);
      latest = Math.max(latest, ...group.map(({ recordedAtMs }) => recordedAtMs));
      this.parts.stamps.see(latest);
    }
    return position;
  }

  private async point([first]: readonly PreparedCopy[]): Promise<void> {
    if (first !== undefined)
      await this.parts.pointers.remember(first.commandId, first.stream, first.revision);
  }

  private async copyGroup(group: readonly PreparedCopy[], latest: number): Promise<number> {
    const [first, last] = [group[0], group.at(-1)];
    if (first === undefined || last === undefined) throw new Error('expected events to copy, got none');
    const standing = await this.parts.records.ofStream(first.stream, {
      from: first.revision,
      limit: group.length,
    });
    standing.map(readBack).forEach(({ event }, index) => {
      const copy = group[index];
      if (copy !== undefined && copy.eventId !== event.eventId)
        refuseCopy(copy, 'another event stands there');
    });
    const missing = group.slice(standing.length);
    const [next] = missing;
    if (next === undefined) return Number(standing.at(-1)?.position?.commit);
    const older = missing.find(({ recordedAtMs }) => recordedAtMs < latest);
    if (older !== undefined) refuseCopy(older, 'it is older than the end of the log');
    const written = await this.parts.writer.write({
      stream: next.stream,
      events: () => missing.map(wireCopy),
      bytes: missing.reduce((sum, copy) => sum + bytesOf(copy), 0),
      after: next.revision === 0 ? 'none' : next.revision - 1,
      purpose: 'write',
    });
    if (written.outcome === 'conflict') return refuseCopy(next, `the stream ends at ${written.actual}`);
    if (written.position !== undefined) return written.position;
    throw new StoreFault('OUTCOME_UNKNOWN', 'the server gave no position; repeat the copy');
  }
}

const wireCopy = (copy: PreparedCopy): JSONEventData =>
  wireEvent(copy, { commandId: copy.commandId, recordedAt: copy.recordedAtMs, write: COPIED });

/** Neighbours of the same command in the same stream. */
const together = (copies: readonly PreparedCopy[]): readonly (readonly PreparedCopy[])[] => {
  const groups: PreparedCopy[][] = [];
  for (const copy of copies) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    const goesOn =
      before?.stream === copy.stream &&
      before.commandId === copy.commandId &&
      before.revision + 1 === copy.revision;
    if (group !== undefined && goesOn) group.push(copy);
    else groups.push([copy]);
  }
  return groups;
};
