import { dueContacts } from '../../projections/contact-list/queries';
import type { Actor } from '../domain/actor';
import type { Liaison } from './liaison';

/** How many contacts with something due are taken up in one round. */
export const DUE_PER_ROUND = 200;
/** The most rounds before a read goes on; what is left is recorded by the next. */
const ROUNDS_MAX = 50;
const ACTOR: Actor = { kind: 'SERVICE', id: 'process:clock' };

/**
 * Records what the passing of time has made true: a role that begins or ends, an access or an invitation that
 * expires (design.md, section 3). Reads compare dates themselves, so they are right even before this has run.
 */
export const recordDueFacts = async (liaison: Liaison): Promise<number> => {
  let recorded = 0;
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
    recorded += due.length;
  }
  return recorded;
};
