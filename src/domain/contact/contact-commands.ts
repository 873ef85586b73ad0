import type { ContactEvent } from '../../../events';
import type { Decider } from '../decider';
import { type AcceptInvitation, acceptInvitation } from './accept-invitation';
import { type AffiliateContact, affiliateContact } from './affiliate-contact';
import { type AssignPartnerRole, assignPartnerRole } from './assign-partner-role';
import { type CancelInvitation, cancelInvitation } from './cancel-invitation';
import { type ChangeResourceManager, changeResourceManager } from './change-resource-manager';
import type { Contact } from './contact';
import { type CorrectContactDetails, correctContactDetails } from './correct-contact-details';
import { type EndAffiliation, endAffiliation } from './end-affiliation';
import { type EndPartnership, endPartnership } from './end-partnership';
import { type ExtendPartnerUserAccess, extendPartnerUserAccess } from './extend-partner-user-access';
import { type FollowManager, followManager } from './follow-manager';
import { type GrantPartnerUserAccess, grantPartnerUserAccess } from './grant-partner-user-access';
import { type InvitePartnerUser, invitePartnerUser } from './invite-partner-user';
import { knownContact } from './known-contact';
import { type LinkIdentity, linkIdentity } from './link-identity';
import { type ManageUserDetails, manageUserDetails } from './manage-user-details';
import { type RecordDueFacts, recordDueFacts } from './record-due-facts';
import { type RegisterContact, registerContact } from './register-contact';
import { type ResendInvitation, resendInvitation } from './resend-invitation';
import { type RestorePartnerUserAccess, restorePartnerUserAccess } from './restore-partner-user-access';
import { type RevokePartnerRole, revokePartnerRole } from './revoke-partner-role';
import { type RevokePartnerUserAccess, revokePartnerUserAccess } from './revoke-partner-user-access';
import { type SuspendPartnerUserAccess, suspendPartnerUserAccess } from './suspend-partner-user-access';
import { type UnlinkIdentity, unlinkIdentity } from './unlink-identity';

/** The commands to a contact, by name. */
export interface ContactCommands {
  readonly registerContact: RegisterContact;
  readonly correctContactDetails: CorrectContactDetails;
  readonly affiliateContact: AffiliateContact;
  readonly endAffiliation: EndAffiliation;
  readonly assignPartnerRole: AssignPartnerRole;
  readonly changeResourceManager: ChangeResourceManager;
  readonly revokePartnerRole: RevokePartnerRole;
  readonly grantPartnerUserAccess: GrantPartnerUserAccess;
  readonly suspendPartnerUserAccess: SuspendPartnerUserAccess;
  readonly restorePartnerUserAccess: RestorePartnerUserAccess;
  readonly revokePartnerUserAccess: RevokePartnerUserAccess;
  readonly extendPartnerUserAccess: ExtendPartnerUserAccess;
  readonly invitePartnerUser: InvitePartnerUser;
  readonly resendInvitation: ResendInvitation;
  readonly cancelInvitation: CancelInvitation;
  readonly acceptInvitation: AcceptInvitation;
  readonly linkIdentity: LinkIdentity;
  readonly unlinkIdentity: UnlinkIdentity;
  readonly manageUserDetails: ManageUserDetails;
  readonly recordDueFacts: RecordDueFacts;
  readonly endPartnership: EndPartnership;
  readonly followManager: FollowManager;
}

/** Who decides each of them. */
export const contactCommands: {
  readonly [Name in keyof ContactCommands]: Decider<ContactCommands[Name], Contact, ContactEvent>;
} = {
  registerContact,
  correctContactDetails: knownContact(correctContactDetails),
  affiliateContact: knownContact(affiliateContact),
  endAffiliation: knownContact(endAffiliation),
  assignPartnerRole: knownContact(assignPartnerRole),
  changeResourceManager: knownContact(changeResourceManager),
  revokePartnerRole: knownContact(revokePartnerRole),
  grantPartnerUserAccess: knownContact(grantPartnerUserAccess),
  suspendPartnerUserAccess: knownContact(suspendPartnerUserAccess),
  restorePartnerUserAccess: knownContact(restorePartnerUserAccess),
  revokePartnerUserAccess: knownContact(revokePartnerUserAccess),
  extendPartnerUserAccess: knownContact(extendPartnerUserAccess),
  invitePartnerUser: knownContact(invitePartnerUser),
  resendInvitation: knownContact(resendInvitation),
  cancelInvitation: knownContact(cancelInvitation),
  acceptInvitation: knownContact(acceptInvitation),
  linkIdentity: knownContact(linkIdentity),
  unlinkIdentity: knownContact(unlinkIdentity),
  manageUserDetails: knownContact(manageUserDetails),
  recordDueFacts,
  endPartnership: knownContact(endPartnership),
  followManager: knownContact(followManager),
};
