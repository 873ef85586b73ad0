import type { PartnerOrganizationEvent } from '../../../events';
import type { Decider } from '../decider';
import {
  type ActivatePartnerOrganization,
  activatePartnerOrganization,
} from './activate-partner-organization';
import { type AppointHierarchyHead, appointHierarchyHead } from './appoint-hierarchy-head';
import { type AssignChannelManager, assignChannelManager } from './assign-channel-manager';
import type { PartnerOrganization } from './partner-organization';
import {
  type ReactivatePartnerOrganization,
  reactivatePartnerOrganization,
} from './reactivate-partner-organization';
import {
  type RegisterPartnerOrganization,
  registerPartnerOrganization,
} from './register-partner-organization';
import { registeredOrganization } from './registered-organization';
import { type SetAllowedRoles, setAllowedRoles } from './set-allowed-roles';
import { type SetEmailDomains, setEmailDomains } from './set-email-domains';
import { type SetParentOrganization, setParentOrganization } from './set-parent-organization';
import { type SuspendPartnerOrganization, suspendPartnerOrganization } from './suspend-partner-organization';
import {
  type TerminatePartnerOrganization,
  terminatePartnerOrganization,
} from './terminate-partner-organization';

/** The commands to a partner organization, by name. */
export interface PartnerOrganizationCommands {
  readonly registerPartnerOrganization: RegisterPartnerOrganization;
  readonly activatePartnerOrganization: ActivatePartnerOrganization;
  readonly suspendPartnerOrganization: SuspendPartnerOrganization;
  readonly reactivatePartnerOrganization: ReactivatePartnerOrganization;
  readonly terminatePartnerOrganization: TerminatePartnerOrganization;
  readonly setAllowedRoles: SetAllowedRoles;
  readonly setEmailDomains: SetEmailDomains;
  readonly setParentOrganization: SetParentOrganization;
  readonly assignChannelManager: AssignChannelManager;
  readonly appointHierarchyHead: AppointHierarchyHead;
}

/** Who decides each of them. */
export const partnerOrganizationCommands: {
  readonly [Name in keyof PartnerOrganizationCommands]: Decider<
    PartnerOrganizationCommands[Name],
    PartnerOrganization,
    PartnerOrganizationEvent
  >;
} = {
  registerPartnerOrganization,
  activatePartnerOrganization: registeredOrganization(activatePartnerOrganization),
  suspendPartnerOrganization: registeredOrganization(suspendPartnerOrganization),
  reactivatePartnerOrganization: registeredOrganization(reactivatePartnerOrganization),
  terminatePartnerOrganization: registeredOrganization(terminatePartnerOrganization),
  setAllowedRoles: registeredOrganization(setAllowedRoles),
  setEmailDomains: registeredOrganization(setEmailDomains),
  setParentOrganization: registeredOrganization(setParentOrganization),
  assignChannelManager: registeredOrganization(assignChannelManager),
  appointHierarchyHead: registeredOrganization(appointHierarchyHead),
};
