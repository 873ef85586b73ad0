import type { AnyProjection } from '../../../projections/projection';
import type { Snapshot } from '../../../projections/read-models';
import type { Soon } from '../../../projections/soon';
import { tablesOf } from './model';
import type { RowStore } from './row-store';
import { SnapshotMemory } from './snapshot-memory';
import {
  currentPosition,
  type MarkedStandings,
  markedStandings,
  type Standing,
  standingIn,
} from './standing';

/** How the models in service stand, in their order, and the snapshot that this is. */
export interface PresentState {
  readonly inService: readonly Standing[];
  readonly snapshot: Snapshot;
}

/**
 * How the models stand now, whoever keeps them. It is the same object, with the same snapshot, as long as nothing has
 * changed: what is remembered with the snapshot then still holds.
 */
export class Present {
  private known: PresentState | undefined;
  private knownChanges: number | undefined;
  private knownMark: string | undefined;
  private readonly changesOf = new Map<AnyProjection, number | undefined>();
  private looking: Promise<PresentState> | undefined;
  private next: Promise<PresentState> | undefined;

  constructor(
    private readonly rows: RowStore,
    private readonly projections: readonly AnyProjection[],
  ) {}

  /** As it is committed when this is asked, or later. */
  state(): Soon<PresentState> {
    const changes = this.rows.changes();
    if (this.known !== undefined && changes !== undefined && changes === this.knownChanges) return this.known;
    if (!this.rows.isImmediate) return this.lookTogether();
    const state = this.look();
    // Counted before the look, so that what changes meanwhile is looked at again; a look that failed told nothing.
    this.knownChanges = changes;
    return state;
  }

  /** A look under way may have begun before what this caller has seen; all who wait share the one after it. */
  private lookTogether(): Promise<PresentState> {
    const begin = (): Promise<PresentState> => {
      this.next = undefined;
      const looking = Promise.resolve(this.look()).finally(() => {
        if (this.looking === looking) this.looking = undefined;
      });
      this.looking = looking;
      return looking;
    };
    if (this.looking === undefined) return begin();
    this.next ??= this.looking.then(begin, begin);
    return this.next;
  }

  private look(): Soon<PresentState> {
    const work = () => markedStandings(this.rows.dialect);
    const read = this.rows.look === undefined ? this.rows.read(work) : this.rows.look(work);
    return read instanceof Promise ? read.then((found) => this.note(found)) : this.note(read);
  }

  private note({ standings, mark }: MarkedStandings): PresentState {
    if (this.known !== undefined && mark !== undefined && mark === this.knownMark) return this.known;
    const inService = this.projections.map((projection) => standingIn(standings, projection));
    const state = { inService, snapshot: { position: currentPosition(inService) } };
    this.carryOver(this.known, state);
    this.knownMark = mark;
    this.known = state;
    return state;
  }

  /** What was read of a model holds on where none of its rows has changed since. */
  private carryOver(before: PresentState | undefined, after: PresentState): void {
    const unchanged = this.projections.filter((projection, index) => {
      const [was, is] = [before?.inService[index], after.inService[index]];
      if (is === undefined) return false;
      const changes = this.rows.changesOf?.(tablesOf(projection, is.copy));
      const isSame = changes !== undefined && changes === this.changesOf.get(projection);
      this.changesOf.set(projection, changes);
      if (!isSame || before === undefined || was?.copy !== is.copy) return false;
      // A model that is ahead of its snapshot may have changed in between.
      return was.checkpoint === before.snapshot.position && is.checkpoint === after.snapshot.position;
    });
    if (before !== undefined) SnapshotMemory.follow(before.snapshot, after.snapshot, new Set(unchanged));
  }
}
