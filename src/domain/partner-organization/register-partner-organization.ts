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
    const data = stated({ partnerOrganizationId, name, country, externalId });
    const registered = { type: 'PartnerOrganizationRegistered' as const, data };
    if (parentId === undefined) return [registered];
    return (
      refusedParent(partnerOrganizationId, parentId, around) ?? [
        registered,
        { type: 'PartnerOrganizationParentSet', data: { partnerOrganizationId, parentId } },
      ]
    );
  };

const contentOf = ({ name, country, externalId, parentId }: PartnerOrganization) => ({
  name,
  country,
  externalId,
  parentId,
});
