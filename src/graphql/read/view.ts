import { isRemembered, type ReadModels, type Snapshot } from '../../../projections/read-models';
import { andThen, type Soon } from '../../../projections/soon';
import type { Liaison } from '../../handling/liaison';
import { StoreFault } from '../../store/store-fault';
import { clientError } from '../client-error';
import type { Context } from '../context';
import type { AsOf, ReadArgs } from '../inputs/read-args';
import { positionIn, positionText } from '../scalars/position';
import type { Viewer } from './sees';

/** How long a query waits for the read models to reach the position it needs. */
export const POSITION_WAIT_MS = 5_000;

/**
 * The state of the log that one answer speaks of, with everything it reaches. All who ask for the present are given the
 * same one as long as nothing happens and nothing falls due.
 */
export class View {
  private readonly shownAs = new WeakMap<object, object>();
  private readonly shownTo = new WeakMap<object, WeakMap<object, object>>();
  private readonly foundSame = new WeakMap<Viewer, WeakSet<object>>();

  constructor(
    readonly models: ReadModels,
    readonly snapshot: Snapshot,
    /** The instant that dates are compared with. */
    readonly instant: string,
    /** The snapshot's position as clients know it. */
    readonly position: string,
  ) {}

  /**
   * What a row is shown as in this state: one object for one row that is remembered, never changed, so that what is
   * worked out for it can be remembered with it. Whether somebody may see it is asked before, each time.
   */
  shown<Row extends object, Shown extends object>(
    row: Row,
    Type: new (row: Row, view: View) => Shown,
  ): Shown {
    if (!isRemembered(row)) return new Type(row, this);
    const known = this.shownAs.get(row);
    if (known instanceof Type) return known;
    const shown = new Type(row, this);
    this.shownAs.set(row, shown);
    return shown;
  }

  /** What one viewer is shown of a page in this state: filtered once, as rights do not change within it. */
  pageFor<Shown extends object>(viewer: Viewer, page: object, show: () => Shown): Shown {
    if (!isRemembered(page)) return show();
    const ofPage = this.shownTo.get(page) ?? new WeakMap<object, object>();
    this.shownTo.set(page, ofPage);
    // A page is shown in one way only.
    const shown = (ofPage.get(viewer) as Shown | undefined) ?? show();
    ofPage.set(viewer, shown);
    return shown;
  }

  /** What texts rest on that was found to be still so, for this viewer in this state. */
  foundSameFor(viewer: Viewer): WeakSet<object> {
    const known = this.foundSame.get(viewer) ?? new WeakSet();
    this.foundSame.set(viewer, known);
    return known;
  }
}

/** The state that a query asks for: the present, or a past one; never one before `minPosition`. */
export const viewOf = ({ liaison, loaders }: Context, { asOf, minPosition }: ReadArgs): Soon<View> => {
  const reached =
    typeof minPosition === 'string'
      ? reach(liaison, positionIn(liaison.log, minPosition, 'minPosition'))
      : undefined;
  const found = andThen(reached, () =>
    asOf === undefined || asOf === null ? settledView(liaison) : pastView(liaison, asOf),
  );
  if (!(found instanceof Promise)) return found;
  return found.then((view) => {
    // Whoever asked may have lost rights meanwhile, which another field of the request has looked at before.
    loaders.lookAgain();
    return view;
  });
};

/**
 * The state that questions about the present are answered from now: as long as it is the same object, the same actor
 * is answered the same. Not its position: a model may be made anew at one. Undefined where that cannot be said, as
 * time is about to change something.
 */
export const presentState = (liaison: Liaison): Soon<object | undefined> => settle(liaison);

/** The state that the read models have reached now. */
export const presentView = async (liaison: Liaison): Promise<View> =>
  viewAt(liaison, await liaison.models.current(), liaison.now());

/**
 * The present, with everything recorded that has fallen due. Where nothing is due, dates compare the same as at
 * the first look at this state, so the view of that look is still right.
 */
const settledView = (liaison: Liaison): Soon<View> =>
  andThen(settle(liaison), (settled) => {
    if (settled === undefined) return presentView(liaison);
    const view = VIEWS.get(settled) ?? viewAt(liaison, settled, liaison.now());
    VIEWS.set(settled, view);
    return view;
  });

const VIEWS = new WeakMap<Snapshot, View>();

const pastView = async (liaison: Liaison, { position, recordedAt }: AsOf): Promise<View> => {
  if (typeof position === 'string' && typeof recordedAt !== 'string') {
    return viewAtPosition(liaison, positionIn(liaison.log, position, 'asOf.position'));
  }
  if (typeof recordedAt === 'string' && typeof position !== 'string')
    return viewAtInstant(liaison, recordedAt);
  throw clientError('BAD_USER_INPUT', 'asOf needs exactly one of position and recordedAt.', { path: 'asOf' });
};

const viewAtPosition = async (liaison: Liaison, position: number): Promise<View> => {
  if (position > (await liaison.log.head())) {
    throw clientError(
      'BAD_USER_INPUT',
      'asOf.position lies ahead of the log: nothing has been recorded there yet.',
      {
        path: 'asOf.position',
      },
    );
  }
  await reach(liaison, position);
  return viewAt(liaison, { position }, await instantOf(liaison, position));
};

/** When the event at the position was recorded; where a store leaves gaps, the event that follows. */
const instantOf = async ({ log, now }: Liaison, position: number): Promise<string> => {
  const { events } = await log.readAll({ after: Math.max(0, position - 1), limit: 1 });
  return events[0]?.recordedAt ?? now();
};

const viewAtInstant = async (liaison: Liaison, recordedAt: string): Promise<View> => {
  if (recordedAt > liaison.now()) {
    throw clientError('BAD_USER_INPUT', 'asOf.recordedAt lies ahead: what will be known then nobody knows.', {
      path: 'asOf.recordedAt',
    });
  }
  const position = await liaison.log.positionAt(recordedAt);
  await reach(liaison, position);
  return viewAt(liaison, { position }, recordedAt);
};

const viewAt = ({ log, models }: Liaison, snapshot: Snapshot, instant: string): View =>
  new View(models, snapshot, instant, positionText(log, snapshot.position));

const reach = ({ models }: Liaison, position: number): Soon<void> =>
  andThen(models.reached(position, POSITION_WAIT_MS), (isReached) => {
    if (isReached) return;
    throw clientError(
      'READ_MODEL_BEHIND',
      `The read models have not reached that position within ${POSITION_WAIT_MS} ms: ask again in a moment.`,
    );
  });

const settle = (liaison: Liaison): Soon<Snapshot | undefined> => {
  // A store that takes no writes is no reason to stop reading: dates are compared when an answer is made.
  const readOn = (fault: unknown): undefined => {
    if (!(fault instanceof StoreFault)) throw fault;
    return undefined;
  };
  try {
    const settled = liaison.settleDueFacts();
    return settled instanceof Promise ? settled.catch(readOn) : settled;
  } catch (fault) {
    return readOn(fault);
  }
};
