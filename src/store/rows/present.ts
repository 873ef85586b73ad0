import type { AnyProjection } from '../../../projections/projection';
import type { Snapshot } from '../../../projections/read-models';
import type { Soon } from '../../../projections/soon';
import type { RowStore } from './row-store';
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
    // Noted before the look: what changes meanwhile is looked at again.
    this.knownChanges = changes;
    return this.rows.isImmediate ? this.look() : this.lookTogether();
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
    const read = this.rows.read(() => markedStandings(this.rows.dialect));
    return read instanceof Promise ? read.then((found) => this.note(found)) : this.note(read);
  }

  private note({ standings, mark }: MarkedStandings): PresentState {
    if (this.known !== undefined && mark !== undefined && mark === this.knownMark) return this.known;
    const inService = this.projections.map((projection) => standingIn(standings, projection));
    this.knownMark = mark;
    this.known = { inService, snapshot: { position: currentPosition(inService) } };
    return this.known;
  }
}
