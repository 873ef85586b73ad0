import type { PartnerOrganizationEvent } from '../../../events';
import type { Decider } from '../decider';
import { refuse } from '../decision';
import type { PartnerOrganization } from './partner-organization';

/** Decides only for an organization that exists. */
export const registeredOrganization =
  <Command>(decide: Decider<Command, PartnerOrganization, PartnerOrganizationEvent>) =>
  (command: Command): ReturnType<typeof decide> =>
  (organization, around) =>
    organization.status === undefined ? refuse('NOT_FOUND') : decide(command)(organization, around);
