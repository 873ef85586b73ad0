import {
  accessStatusAt,
  type EventMetadata,
  type LiaisonEvent,
  type RecordedEvent,
  type ReservationKind,
} from '../../events';
import type { Contact } from '../domain/contact/contact';
import { type Refusal, type RefusalCode, refuse } from '../domain/decision';
import { uuidV5 } from '../store/event-id';
import type { EventLog } from '../store/event-log';
import type { LoadsSubjects } from './loaded-subjects';

/** How long a value stays reserved for a command that has not recorded what it needed the value for. */
export const RESERVATION_GRACE_MS = 60_000;
/** How often a claim is tried again after another claim on the same value came first. */
export const CLAIM_ATTEMPTS_MAX = 3;

const TAKEN: Readonly<Record<ReservationKind, RefusalCode>> = {
  login: 'LOGIN_TAKEN',
  identity: 'IDENTITY_ALREADY_LINKED',
  externalId: 'EXTERNAL_ID_TAKEN',
};

/** A value that must belong to one contact only, named by its keyed hash. */
interface Claim {
  readonly kind: ReservationKind;
  readonly key: string;
  readonly holderId: string;
}

/** The values that an event may only use while its contact holds their reservation. */
const claimsOf = (event: LiaisonEvent, log: EventLog): readonly Claim[] => {
  switch (event.type) {
    case 'PartnerUserAccessGranted':
      return [{ kind: 'login', key: event.data.loginKey, holderId: event.data.contactId }];
    case 'IdentityLinked':
      return [{ kind: 'identity', key: event.data.identityKey, holderId: event.data.contactId }];
    case 'ContactRegistered': {
      const { externalId, contactId } = event.data;
      return externalId === undefined ? [] : [{ ...externalIdKey(log, externalId), holderId: contactId }];
    }
    default:
      return [];
  }
};

const externalIdKey = (log: EventLog, { system, id }: { readonly system: string; readonly id: string }) => ({
  kind: 'externalId' as const,
  key: log.keyOf('externalId', `${system} ${id}`),
});

/** The stream of a value: who has claimed it, one after the other. */
const streamOf = ({ kind, key }: Claim): string => `${kind}-${key}`;

/**
 * Uniqueness over all contacts: a value is claimed in a stream of its own before the event that uses it is recorded
 * (design.md, section 3). A claim whose command never completed, or whose holder no longer uses the value, goes to
 * the next who asks; so nothing has to run for a value to become free.
 */
export class Reservations {
  constructor(
    private readonly log: EventLog,
    private readonly loaded: LoadsSubjects,
    private readonly now: () => string,
  ) {}

  /** Claims what the events need; a refusal where another contact holds a value. With `dryRun` only looks. */
  async claim(
    events: readonly LiaisonEvent[],
    commandId: string,
    metadata: EventMetadata,
    dryRun: boolean,
  ): Promise<Refusal | undefined> {
    for (const claim of events.flatMap((event) => claimsOf(event, this.log))) {
      if (!(await this.claimOne(claim, commandId, metadata, dryRun))) return refuse(TAKEN[claim.kind]);
    }
    return undefined;
  }

  /** The contact that holds the value, if it uses it. */
  async holderOf(kind: ReservationKind, key: string): Promise<string | undefined> {
    const last = await this.lastOf({ kind, key, holderId: '' });
    if (last?.type !== 'ValueReserved') return undefined;
    const { state } = await this.loaded.load('contact', `contact-${last.data.holderId}`);
    return this.uses(last.data, state) ? last.data.holderId : undefined;
  }

  private async claimOne(
    claim: Claim,
    forCommand: string,
    metadata: EventMetadata,
    dryRun: boolean,
  ): Promise<boolean> {
    // Most values were never claimed: the append finds out as well as a look before it would.
    const isNew = !dryRun && (this.log.knownTip?.(streamOf(claim)) ?? -1) === -1;
    if (isNew && (await this.reserve(claim, forCommand, metadata, undefined)) === 'now') return true;
    for (let attempt = 1; attempt <= CLAIM_ATTEMPTS_MAX; attempt += 1) {
      const last = await this.lastOf(claim);
      const held = last?.type === 'ValueReserved' ? last : undefined;
      if (held?.data.forCommand === forCommand && held.data.holderId === claim.holderId) return true;
      if (held !== undefined && held.data.holderId !== claim.holderId && (await this.isHeld(held)))
        return false;
      if (dryRun) return true;
      if ((await this.reserve(claim, forCommand, metadata, last)) !== undefined) return true;
    }
    return false;
  }

  /** Records the claim behind the last event of its value, now or before; undefined where another came first. */
  private async reserve(
    claim: Claim,
    forCommand: string,
    metadata: EventMetadata,
    last: RecordedEvent | undefined,
  ): Promise<'now' | 'before' | undefined> {
    const { kind, key } = claim;
    const released: LiaisonEvent[] =
      last?.type === 'ValueReserved'
        ? [{ type: 'ValueReleased', data: { kind, key, holderId: last.data.holderId } }]
        : [];
    const appended = await this.log.append({
      commandId: uuidV5(`${kind} ${last?.revision ?? -1}`, forCommand),
      stream: streamOf(claim),
      events: [...released, { type: 'ValueReserved', data: { ...claim, forCommand } }],
      metadata,
      expected: last?.revision ?? 'none',
    });
    if (appended.outcome === 'conflict') return undefined;
    return appended.replayed ? 'before' : 'now';
  }

  private async lastOf(claim: Claim): Promise<RecordedEvent | undefined> {
    const stream = streamOf(claim);
    if (this.log.knownTip?.(stream) === -1) return undefined;
    return (await this.log.readStream(stream, { backwards: true, limit: 1 }))[0];
  }

  private async isHeld(reserved: RecordedEvent & { readonly type: 'ValueReserved' }): Promise<boolean> {
    const { state } = await this.loaded.load('contact', `contact-${reserved.data.holderId}`);
    if (this.uses(reserved.data, state)) return true;
    const completed = (await this.log.readCommand(reserved.data.forCommand)).length > 0;
    return !completed && Date.parse(this.now()) - Date.parse(reserved.recordedAt) < RESERVATION_GRACE_MS;
  }

  private uses({ kind, key }: Claim, { standing, externalId }: Contact): boolean {
    switch (kind) {
      case 'login': {
        const status = accessStatusAt(standing.access, this.now());
        return standing.access?.loginKey === key && (status === 'ACTIVE' || status === 'SUSPENDED');
      }
      case 'identity':
        return standing.identityKey === key;
      case 'externalId':
        return externalId !== undefined && externalIdKey(this.log, externalId).key === key;
    }
  }
}
