import { dueContacts, firstDue } from '../../projections/contact-list/queries';
import type { Actor } from '../domain/actor';
import type { Liaison } from './liaison';

/** How many contacts with something due are taken up in one round. */
export const DUE_PER_ROUND = 200;
/** The most rounds before a read goes on; what is left is recorded by the next. */
const ROUNDS_MAX = 50;
const ACTOR: Actor = { kind: 'SERVICE', id: 'process:clock' };

/** When something falls due next, as the read models say at a position. */
export interface NextDue {
  readonly position: number;
  /** Absent: never. */
  readonly at?: string;
}

/**
 * Records what the passing of time has made true, unless it is known that nothing is: no event has come since
 * `known`, and the time has not come either. Answers what is known then.
 */
export const settleDueFacts = async (liaison: Liaison, known: NextDue | undefined): Promise<NextDue> => {
  const { position } = await liaison.models.current();
  if (known?.position === position && !isDue(known, liaison)) return known;
  const at = await firstDue(liaison.models, { position });
  const next = at === undefined ? { position } : { position, at };
  if (isDue(next, liaison)) await recordDueFacts(liaison);
  return next;
};

const isDue = ({ at }: NextDue, { now }: Liaison): boolean => at !== undefined && at <= now();

/**
 * Records what the passing of time has made true: a role that begins or ends, an access or an invitation that
 * expires (design.md, section 3). Reads compare dates themselves, so they are right even before this has run.
 */
const recordDueFacts = async (liaison: Liaison): Promise<void> => {
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const due = await dueContacts(
      liaison.models,
      liaison.now(),
      DUE_PER_ROUND,
      await liaison.models.current(),
    );
    if (due.length === 0) break;
    await Promise.all(
      due.map(({ contactId, version }) =>
        liaison.send(
          'recordDueFacts',
          { contactId },
          { actor: ACTOR, idempotencyKey: `due:${contactId}:${version}` },
        ),
      ),
    );
  }
};
