import type { Snapshot } from '../../../projections/read-models';
import type { Liaison } from '../../handling/liaison';
import { StoreFault } from '../../store/store-fault';
import { clientError } from '../client-error';
import type { Context } from '../context';
import type { AsOf, ReadArgs } from '../inputs/read-args';
import { positionIn, positionText } from '../scalars/position';

/** How long a query waits for the read models to reach the position it needs. */
export const POSITION_WAIT_MS = 5_000;

/** The state of the log that one answer speaks of, with everything it reaches. */
export interface View {
  readonly snapshot: Snapshot;
  /** The instant that dates are compared with. */
  readonly instant: string;
  /** The snapshot's position as clients know it. */
  readonly position: string;
}

/** The state that a query asks for: the present, or a past one; never one before `minPosition`. */
export const viewOf = async ({ liaison }: Context, { asOf, minPosition }: ReadArgs): Promise<View> => {
  if (typeof minPosition === 'string')
    await reach(liaison, positionIn(liaison.log, minPosition, 'minPosition'));
  if (asOf !== undefined && asOf !== null) return pastView(liaison, asOf);
  await settle(liaison);
  return presentView(liaison);
};

/**
 * Names the state that questions about the present are answered from now: as long as it has this name, the
 * same actor is answered the same. Undefined where that cannot be said, as time is about to change something.
 */
export const presentState = async (liaison: Liaison): Promise<string | undefined> => {
  const position = await settle(liaison);
  return position === undefined ? undefined : String(position);
};

/** The state that the read models have reached now. */
export const presentView = async (liaison: Liaison): Promise<View> =>
  viewAt(liaison, (await liaison.models.current()).position, liaison.now());

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
  return viewAt(liaison, position, await instantOf(liaison, position));
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
  return viewAt(liaison, position, recordedAt);
};

const viewAt = ({ log }: Liaison, position: number, instant: string): View => ({
  snapshot: { position },
  instant,
  position: positionText(log, position),
});

const reach = async ({ models }: Liaison, position: number): Promise<void> => {
  if (await models.reached(position, POSITION_WAIT_MS)) return;
  throw clientError(
    'READ_MODEL_BEHIND',
    `The read models have not reached that position within ${POSITION_WAIT_MS} ms: ask again in a moment.`,
  );
};

const settle = async (liaison: Liaison): Promise<number | undefined> => {
  try {
    return await liaison.settleDueFacts();
  } catch (fault) {
    // A store that takes no writes is no reason to stop reading: dates are compared when an answer is made.
    if (!(fault instanceof StoreFault)) throw fault;
    return undefined;
  }
};
