import { isDeepStrictEqual } from 'node:util';
import { type Identify, type Identity, IdentityError } from '../../auth/identity';
import { isPartnersOwn } from '../../auth/policy';
import type { AccessChange } from '../../auth/revocation';
import { ACCESS_CHECKS_AT_ONCE_MAX, LIVE_CONNECTIONS_MAX, TIMER_MS_MAX } from './bounds';
import type { InterruptionCode } from './interrupted';
import { faultFields, type Logger } from './logger';

/** Why a connection is ended from this side while its client would go on. */
export type EndOfAccess = Extract<InterruptionCode, 'TOKEN_EXPIRED' | 'ACCESS_ENDED'>;

/** A connection that stays open for somebody: a WebSocket, or an event stream. */
export interface LiveConnection {
  readonly identity: Identity;
  /** What the identity was proved with, to ask again. */
  readonly authorization: string | undefined;
  /** Ends it, with everything it has under way. */
  readonly end: (why: EndOfAccess) => void;
}

/** A connection while it is watched. */
export interface Watched {
  /** Asks anew whose it is; where the answer is another than at first it is ended. */
  isCurrent(): Promise<boolean>;
  /** No longer watched: it has closed. */
  leave(): void;
}

/** What the watching needs to know. */
export interface AccessSources {
  readonly identify: Identify;
  readonly logger: Logger;
}

interface Entry extends LiveConnection {
  /** Rings when the token, or an access with an end, is over. */
  alarm?: NodeJS.Timeout;
}

/** Every connection that stays open, so that each is ended when its token or its owner's access ends. */
export class LiveConnections {
  /** Counts what was told: a connection that began before a change was told must ask again. */
  changesSeen = 0;
  private readonly entries = new Set<Entry>();
  private readonly due = new Set<Entry>();
  private isAsking = false;

  constructor(private readonly sources: AccessSources) {}

  /** Watches the connection; `seenBefore` is `changesSeen` as it was before its identity was asked for. */
  enter(connection: LiveConnection, seenBefore: number): Watched {
    if (this.entries.size >= LIVE_CONNECTIONS_MAX) {
      throw new Error(`Expected at most ${LIVE_CONNECTIONS_MAX} live connections, got one more`);
    }
    const { identity, authorization, end } = connection;
    const entry: Entry = { identity, authorization, end };
    this.entries.add(entry);
    this.setAlarm(entry, connection.identity);
    if (seenBefore !== this.changesSeen) this.askAgain([entry]);
    return {
      isCurrent: async () => this.entries.has(entry) && (!isUsers(entry) || this.ask(entry)),
      leave: () => this.leave(entry),
    };
  }

  /** Ends what the changes end, and asks again for what they may have changed. */
  take(changes: readonly AccessChange[]): void {
    this.changesSeen += changes.length;
    for (const change of changes) {
      const concerned = [...this.entries].filter((entry) => isConcerned(entry, change));
      if (change.ends) for (const entry of concerned) this.end(entry, 'ACCESS_ENDED');
      else this.askAgain(concerned);
    }
  }

  /** Asks again for every connection of a partner's person: something may have been missed. */
  checkAll(): void {
    this.changesSeen += 1;
    this.askAgain([...this.entries].filter(isUsers));
  }

  get size(): number {
    return this.entries.size;
  }

  private askAgain(entries: readonly Entry[]): void {
    for (const entry of entries) this.due.add(entry);
    if (!this.isAsking) void this.askDue();
  }

  private async askDue(): Promise<void> {
    this.isAsking = true;
    while (this.due.size > 0) {
      const batch = [...this.due].slice(0, ACCESS_CHECKS_AT_ONCE_MAX);
      for (const entry of batch) this.due.delete(entry);
      await Promise.all(batch.map((entry) => this.ask(entry)));
    }
    this.isAsking = false;
  }

  private async ask(entry: Entry): Promise<boolean> {
    const identity = await this.identityOf(entry);
    if (!this.entries.has(entry)) return false;
    if (identity === undefined || !isDeepStrictEqual(identity.actor, entry.identity.actor))
      return this.end(entry, 'ACCESS_ENDED');
    if (identity.expiresAtMs <= Date.now()) return this.end(entry, 'TOKEN_EXPIRED');
    this.setAlarm(entry, identity);
    return true;
  }

  /** Nobody where it cannot be told: what is not known to be allowed is ended. */
  private async identityOf({ authorization }: Entry): Promise<Identity | undefined> {
    try {
      return await this.sources.identify(authorization);
    } catch (fault) {
      if (!(fault instanceof IdentityError))
        this.sources.logger.error('Access could not be checked', faultFields(fault));
      return undefined;
    }
  }

  private setAlarm(entry: Entry, { expiresAtMs }: Identity): void {
    clearTimeout(entry.alarm);
    entry.alarm = setTimeout(() => this.askAgain([entry]), delayUntil(expiresAtMs));
  }

  private end(entry: Entry, why: EndOfAccess): false {
    if (this.entries.has(entry)) {
      this.leave(entry);
      entry.end(why);
    }
    return false;
  }

  private leave(entry: Entry): void {
    clearTimeout(entry.alarm);
    this.entries.delete(entry);
    this.due.delete(entry);
  }
}

/** Only the access of partners' people is decided by the log; that of all others by their token. */
const isUsers = ({ identity }: LiveConnection): boolean => isPartnersOwn(identity.actor);

const isConcerned = (entry: Entry, { contactId, partnerOrganizationId }: AccessChange): boolean => {
  if (!isUsers(entry)) return false;
  const { actor } = entry.identity;
  if (contactId !== undefined) return actor.contactId === contactId;
  return partnerOrganizationId === undefined || actor.partnerOrganizationId === partnerOrganizationId;
};

const delayUntil = (instantMs: number): number => Math.min(TIMER_MS_MAX, Math.max(0, instantMs - Date.now()));
