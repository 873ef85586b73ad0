import { AcceptInvitationMutation } from './accept-invitation';
import { ActivatePartnerOrganizationMutation } from './activate-partner-organization';
import { AffiliateContactMutation } from './affiliate-contact';
import { AppointHierarchyHeadMutation } from './appoint-hierarchy-head';
import { AssignChannelManagerMutation } from './assign-channel-manager';
import { AssignPartnerRoleMutation } from './assign-partner-role';
import { CancelInvitationMutation } from './cancel-invitation';
import { ChangeResourceManagerMutation } from './change-resource-manager';
import { CorrectContactDetailsMutation } from './correct-contact-details';
import { DefineRoleMutation } from './define-role';
import { EndAffiliationMutation } from './end-affiliation';
import { ExtendPartnerUserAccessMutation } from './extend-partner-user-access';
import { GrantPartnerUserAccessMutation } from './grant-partner-user-access';
import { InvitePartnerUserMutation } from './invite-partner-user';
import { LinkIdentityMutation } from './link-identity';
import { ManageUserDetailsMutation } from './manage-user-details';
import { ReactivatePartnerOrganizationMutation } from './reactivate-partner-organization';
import { RegisterAccountMutation } from './register-account';
import { RegisterContactMutation } from './register-contact';
import { RegisterPartnerOrganizationMutation } from './register-partner-organization';
import { ResendInvitationMutation } from './resend-invitation';
import { RestorePartnerUserAccessMutation } from './restore-partner-user-access';
import { RetireRoleMutation } from './retire-role';
import { RevokePartnerRoleMutation } from './revoke-partner-role';
import { RevokePartnerUserAccessMutation } from './revoke-partner-user-access';
import { SetAllowedRolesMutation } from './set-allowed-roles';
import { SetEmailDomainsMutation } from './set-email-domains';
import { SetParentOrganizationMutation } from './set-parent-organization';
import { SuspendPartnerOrganizationMutation } from './suspend-partner-organization';
import { SuspendPartnerUserAccessMutation } from './suspend-partner-user-access';
import { TerminatePartnerOrganizationMutation } from './terminate-partner-organization';
import { UnlinkIdentityMutation } from './unlink-identity';

/** Every mutation of the schema. */
export const MUTATIONS = [
  AcceptInvitationMutation,
  ActivatePartnerOrganizationMutation,
  AffiliateContactMutation,
  AppointHierarchyHeadMutation,
  AssignChannelManagerMutation,
  AssignPartnerRoleMutation,
  CancelInvitationMutation,
  ChangeResourceManagerMutation,
  CorrectContactDetailsMutation,
  DefineRoleMutation,
  EndAffiliationMutation,
  ExtendPartnerUserAccessMutation,
  GrantPartnerUserAccessMutation,
  InvitePartnerUserMutation,
  LinkIdentityMutation,
  ManageUserDetailsMutation,
  ReactivatePartnerOrganizationMutation,
  RegisterAccountMutation,
  RegisterContactMutation,
  RegisterPartnerOrganizationMutation,
  ResendInvitationMutation,
  RestorePartnerUserAccessMutation,
  RetireRoleMutation,
  RevokePartnerRoleMutation,
  RevokePartnerUserAccessMutation,
  SetAllowedRolesMutation,
  SetEmailDomainsMutation,
  SetParentOrganizationMutation,
  SuspendPartnerOrganizationMutation,
  SuspendPartnerUserAccessMutation,
  TerminatePartnerOrganizationMutation,
  UnlinkIdentityMutation,
] as const;
