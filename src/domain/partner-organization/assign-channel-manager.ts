import type { ChannelManagerAssigned } from '../../../events';
import type { Decision } from '../decision';
import type { PartnerOrganization } from './partner-organization';

export interface AssignChannelManager {
  readonly partnerOrganizationId: string;
  /** The employee's id at the brand owner's identity provider. */
  readonly managerId: string;
}

/** Says which employee of the brand owner looks after the partner. */
export const assignChannelManager =
  ({ partnerOrganizationId, managerId }: AssignChannelManager) =>
  ({ channelManagerId }: PartnerOrganization): Decision<ChannelManagerAssigned> => {
    if (channelManagerId === managerId) return [];
    return [{ type: 'ChannelManagerAssigned', data: { partnerOrganizationId, managerId } }];
  };
