import { activeRoles, canSignIn, partnerOf } from '../../events';
import type { EventLog } from '../store/event-log';
import type { LoadsSubjects } from './loaded-subjects';
import type { Reservations } from './reservations';

/** A partner's person who may log on now, as the facts of this moment say. */
export interface CurrentUser {
  readonly contactId: string;
  readonly partnerOrganizationId: string;
  /** What was granted, as far as the roles that hold today allow it. */
  readonly scopes: readonly string[];
  /** When access ends by itself (ISO instant); absent: never. */
  readonly accessEndsAt?: string;
}

/**
 * Who of the partners' people may log on; read from the streams each time, so that a revocation counts at
 * once.
 */
export class CurrentUsers {
  constructor(
    private readonly log: EventLog,
    private readonly loaded: LoadsSubjects,
    private readonly reservations: Reservations,
    private readonly now: () => string,
  ) {}

  /** The contact that the identity is linked to, whether or not it may log on. */
  contactOf(issuer: string, subject: string): Promise<string | undefined> {
    return this.reservations.holderOf('identity', this.log.keyOf('identity', `${issuer} ${subject}`));
  }

  /** The user that the contact is now; undefined where it may not log on. */
  async userOf(contactId: string): Promise<CurrentUser | undefined> {
    const { standing } = (await this.loaded.load('contact', `contact-${contactId}`)).state;
    const partnerOrganizationId = partnerOf(standing);
    if (partnerOrganizationId === undefined) return undefined;
    const stream = `partnerOrganization-${partnerOrganizationId}`;
    const { status } = (await this.loaded.load('partnerOrganization', stream)).state;
    const now = this.now();
    if (!canSignIn(standing, status, now)) return undefined;
    const { state: roles } = await this.loaded.load('roleCatalogue', 'roleCatalogue');
    const allowed = new Set(
      activeRoles(standing, now).flatMap((role) => roles.get(role.roleCode)?.scopes ?? []),
    );
    const { scopes = [], expiresAt } = standing.access ?? {};
    return {
      contactId,
      partnerOrganizationId,
      scopes: scopes.filter((scope) => allowed.has(scope)),
      ...(expiresAt === undefined ? {} : { accessEndsAt: expiresAt }),
    };
  }
}
