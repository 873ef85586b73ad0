import type { PartnerOrganizationEvent } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, refuse } from '../decision';
import { same } from '../same';
import { stated } from '../stated';
import { refusedParent } from './parent-line';
import type { PartnerOrganization } from './partner-organization';

export interface RegisterPartnerOrganization {
  readonly partnerOrganizationId: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** Its id in the system it comes from. */
  readonly externalId?: string;
  /** The partner organization it belongs to. */
  readonly parentId?: string;
}

/** A company we want to sell with. Its people get roles and access once it is activated. */
export const registerPartnerOrganization =
  ({ partnerOrganizationId, name, country, externalId, parentId }: RegisterPartnerOrganization) =>
  (organization: PartnerOrganization, around: Circumstances): Decision<PartnerOrganizationEvent> => {
    if (organization.status !== undefined) {
      const asked = { name, country, externalId, parentId };
      return same(contentOf(organization), asked) ? [] : refuse('VERSION_CONFLICT');
    }
    const refused =
      parentId === undefined ? undefined : refusedParent(partnerOrganizationId, parentId, around);
    if (refused !== undefined) return refused;
    const data = stated({ partnerOrganizationId, name, country, externalId });
    return [
      { type: 'PartnerOrganizationRegistered', data },
      ...(parentId === undefined ? [] : [placedBelow(partnerOrganizationId, parentId)]),
      ...lookedAfter(partnerOrganizationId, around),
    ];
  };

const placedBelow = (partnerOrganizationId: string, parentId: string): PartnerOrganizationEvent => ({
  type: 'PartnerOrganizationParentSet',
  data: { partnerOrganizationId, parentId },
});

/** A channel manager looks after what it registers; without that it could not go on with it. */
const lookedAfter = (
  partnerOrganizationId: string,
  { actor }: Circumstances,
): readonly PartnerOrganizationEvent[] =>
  actor.kind === 'CHANNEL_MANAGER'
    ? [{ type: 'ChannelManagerAssigned', data: { partnerOrganizationId, managerId: actor.id } }]
    : [];

const contentOf = ({ name, country, externalId, parentId }: PartnerOrganization) => ({
  name,
  country,
  externalId,
  parentId,
});
