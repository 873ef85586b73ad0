import type { OrganizationStatus } from '../../events';

/** What a screen shows of one partner organization. */
export interface PartnerEntry {
  readonly id: string;
  readonly name: string;
  readonly status: OrganizationStatus;
  readonly country?: string;
  readonly externalId?: string;
  /** Absent: every role of the catalogue may be assigned. */
  readonly allowedRoles?: readonly string[];
  /** Empty: a user's e-mail address may be anywhere. */
  readonly emailDomains: readonly string[];
  readonly parentId?: string;
  /** An employee's id at the brand owner's identity provider. */
  readonly channelManagerId?: string;
  /** The contact at the head of its hierarchy. */
  readonly headId?: string;
  readonly registeredAt: string;
  /** Revision of the organization's stream: what a command's `expectedVersion` is compared with. */
  readonly version: number;
}
