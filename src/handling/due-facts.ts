import { dueContacts, firstDue } from '../../projections/contact-list/queries';
import type { Snapshot } from '../../projections/read-models';
import { andThen, type Soon } from '../../projections/soon';
import type { Actor } from '../domain/actor';
import type { Liaison } from './liaison';

/** How many contacts with something due are taken up in one round. */
export const DUE_PER_ROUND = 200;
/** The most rounds before a read goes on; what is left is recorded by the next. */
const ROUNDS_MAX = 50;
const ACTOR: Actor = { kind: 'SERVICE', id: 'process:clock' };

/** When something falls due next, as the read models say in a state. */
interface NextDue {
  readonly snapshot: Snapshot;
  /** Absent: never. */
  readonly at?: string;
}

/** Records what the passing of time has made true, and knows in between that nothing has. */
export class DueFacts {
  private known: NextDue | undefined;
  private settling: Promise<NextDue> | undefined;

  constructor(private readonly liaison: Liaison) {}

  /** Answers the state reached after it was called, if nothing was due there; else undefined. */
  settle(): Soon<Snapshot | undefined> {
    // One that is under way may have looked before what this caller has seen; all who wait share the next.
    const before = this.settling?.then(() => undefined);
    return andThen(before, () =>
      andThen(this.settling ?? this.begin(), (next) => {
        this.known = next;
        return isDue(next, this.liaison) ? undefined : next.snapshot;
      }),
    );
  }

  private begin(): Soon<NextDue> {
    const next = andThen(this.liaison.models.current(), (snapshot) => this.settleAt(snapshot));
    if (!(next instanceof Promise)) return next;
    this.settling = next.finally(() => {
      this.settling = undefined;
    });
    return this.settling;
  }

  /** Nothing is due as long as nothing has happened since it was looked, and the time has not come either. */
  private settleAt(snapshot: Snapshot): Soon<NextDue> {
    const { known, liaison } = this;
    if (known?.snapshot === snapshot && !isDue(known, liaison)) return known;
    return andThen(firstDue(liaison.models, snapshot), (at) => {
      const next = at === undefined ? { snapshot } : { snapshot, at };
      return isDue(next, liaison) ? recordDueFacts(liaison).then(() => next) : next;
    });
  }
}

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
