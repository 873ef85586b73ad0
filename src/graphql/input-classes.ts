import type { DataClass } from './data-classes';

type Labels = Readonly<Record<string, DataClass>>;

/** What every command is given besides what it is about; a reason is free text, which may name people. */
const command: Labels = {
  idempotencyKey: 'business',
  expectedVersion: 'public',
  effectiveOn: 'business',
  reason: 'personal',
  dryRun: 'public',
};
const ofContact: Labels = { ...command, contactId: 'business' };
const ofOrganization: Labels = { ...command, partnerOrganizationId: 'business' };
const personal = {
  name: 'personal',
  title: 'personal',
  department: 'personal',
  channels: 'personal',
} as const;

/**
 * The class of what clients send, field by field, as `DATA_CLASSES` has it of what they get. What is personal
 * or secret stands in no log, no record of use and no error.
 */
export const INPUT_CLASSES: Readonly<Record<string, Labels | DataClass>> = {
  AcceptInvitationInput: {
    ...ofContact,
    invitationId: 'business',
    secret: 'secret',
    issuer: 'business',
    subject: 'personal',
  },
  ActivatePartnerOrganizationInput: ofOrganization,
  AffiliateContactInput: { ...ofContact, organizationId: 'business', organizationKind: 'business' },
  AppointHierarchyHeadInput: { ...ofOrganization, contactId: 'business' },
  AsOf: 'public',
  AssignChannelManagerInput: { ...ofOrganization, managerId: 'business' },
  AssignPartnerRoleInput: {
    ...ofContact,
    roleCode: 'business',
    managerId: 'business',
    from: 'business',
    to: 'business',
  },
  CancelInvitationInput: ofContact,
  ChangeResourceManagerInput: { ...ofContact, managerId: 'business' },
  ChannelInput: {
    id: 'business',
    kind: 'business',
    preferred: 'business',
    doNotContact: 'business',
    value: 'personal',
  },
  CorrectContactDetailsInput: { ...ofContact, ...personal },
  DefineRoleInput: {
    ...command,
    code: 'public',
    name: 'public',
    kind: 'public',
    delegable: 'public',
    levelCeiling: 'public',
    scopes: 'public',
  },
  EndAffiliationInput: { ...ofContact, organizationId: 'business' },
  ExtendPartnerUserAccessInput: { ...ofContact, expiresAt: 'business' },
  ExternalIdInput: 'business',
  GrantPartnerUserAccessInput: {
    ...ofContact,
    login: 'personal',
    scopes: 'business',
    expiresAt: 'business',
    invite: 'business',
  },
  InviteInput: 'business',
  InvitePartnerUserInput: { ...ofContact, expiresAt: 'business' },
  LinkIdentityInput: { ...ofContact, issuer: 'business', subject: 'personal' },
  ManageUserDetailsInput: {
    ...ofContact,
    roles: 'business',
    managerId: 'business',
    access: 'business',
    policy: 'business',
  },
  PartnerContactFilter: {
    flavor: 'business',
    role: 'business',
    namePrefix: 'personal',
    managerId: 'business',
    status: 'business',
  },
  PartnerOrganizationFilter: 'business',
  PersonNameInput: 'personal',
  ReactivatePartnerOrganizationInput: ofOrganization,
  RegisterAccountInput: { ...command, name: 'business', externalId: 'business' },
  RegisterContactInput: { ...command, ...personal, externalId: 'business' },
  RegisterPartnerOrganizationInput: {
    ...command,
    name: 'business',
    country: 'business',
    externalId: 'business',
    parentId: 'business',
  },
  ResendInvitationInput: { ...ofContact, expiresAt: 'business' },
  RestorePartnerUserAccessInput: ofContact,
  RetireRoleInput: { ...command, code: 'public' },
  RevokePartnerRoleInput: { ...ofContact, roleCode: 'business', policy: 'business' },
  RevokePartnerUserAccessInput: ofContact,
  SetAllowedRolesInput: { ...ofOrganization, roleCodes: 'business' },
  SetEmailDomainsInput: { ...ofOrganization, domains: 'business' },
  SetParentOrganizationInput: { ...ofOrganization, parentId: 'business' },
  SuspendPartnerOrganizationInput: ofOrganization,
  SuspendPartnerUserAccessInput: ofContact,
  TerminatePartnerOrganizationInput: { ...ofOrganization, policy: 'business' },
  UnlinkIdentityInput: ofContact,
  UseRecordFilter: 'business',
  WantedAccessInput: {
    status: 'business',
    login: 'personal',
    scopes: 'business',
    expiresAt: 'business',
    invite: 'business',
  },
  WantedRoleInput: 'business',
};

/** The class of each argument by its name, which means the same wherever it stands. */
export const ARGUMENT_CLASSES: Labels = {
  after: 'public',
  asOf: 'public',
  contactId: 'business',
  filter: 'business',
  first: 'public',
  flavor: 'business',
  id: 'business',
  includeRetired: 'public',
  input: 'business',
  kinds: 'business',
  minPosition: 'public',
  organizationId: 'business',
  partnerId: 'business',
  sort: 'public',
  streams: 'business',
  types: 'business',
  words: 'personal',
};
