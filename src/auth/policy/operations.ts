/** What an operation is about, which says what an actor's relation to it can be. */
export type SubjectKind = 'person' | 'organization' | 'team' | 'member' | 'everybody';

/** Each mutation, query and subscription of the schema, with what it is about. */
const OPERATION_SUBJECTS = {
  registerPartnerOrganization: 'organization',
  activatePartnerOrganization: 'organization',
  suspendPartnerOrganization: 'organization',
  reactivatePartnerOrganization: 'organization',
  terminatePartnerOrganization: 'organization',
  setAllowedRoles: 'organization',
  setEmailDomains: 'organization',
  setParentOrganization: 'organization',
  assignChannelManager: 'organization',
  appointHierarchyHead: 'organization',
  defineRole: 'everybody',
  retireRole: 'everybody',
  registerAccount: 'everybody',
  registerContact: 'person',
  correctContactDetails: 'person',
  affiliateContact: 'person',
  endAffiliation: 'person',
  assignPartnerRole: 'person',
  changeResourceManager: 'person',
  revokePartnerRole: 'person',
  grantPartnerUserAccess: 'person',
  suspendPartnerUserAccess: 'person',
  restorePartnerUserAccess: 'person',
  revokePartnerUserAccess: 'person',
  extendPartnerUserAccess: 'person',
  invitePartnerUser: 'person',
  resendInvitation: 'person',
  cancelInvitation: 'person',
  acceptInvitation: 'person',
  linkIdentity: 'person',
  unlinkIdentity: 'person',
  manageUserDetails: 'person',
  contact: 'person',
  partnerContacts: 'person',
  contactSearch: 'person',
  contactFlavorHistory: 'person',
  partnerHierarchy: 'person',
  partnerOrganization: 'organization',
  partnerOrganizations: 'organization',
  resourceRoles: 'everybody',
  account: 'team',
  accounts: 'team',
  status: 'everybody',
  events: 'person',
  recordsOfUse: 'everybody',
} as const satisfies Readonly<Record<string, SubjectKind>>;

/** Rights to a part of what an operation shows. */
const PART_SUBJECTS = {
  countPeople: 'organization',
} as const satisfies Readonly<Record<string, SubjectKind>>;

/** Rights that the policy already decides and that no operation asks for yet. */
const UPCOMING_SUBJECTS = {
  opportunity: 'team',
  changeTeam: 'team',
  teamMember: 'member',
} as const satisfies Readonly<Record<string, SubjectKind>>;

/** The rights to see fields of each data class, wherever the object is visible. */
const CLASS_SUBJECTS = {
  readPublic: 'person',
  readBusiness: 'person',
  readPersonal: 'person',
  readSecret: 'person',
} as const satisfies Readonly<Record<string, SubjectKind>>;

const SUBJECTS = { ...OPERATION_SUBJECTS, ...PART_SUBJECTS, ...UPCOMING_SUBJECTS, ...CLASS_SUBJECTS };

export type Operation = keyof typeof OPERATION_SUBJECTS;
/** Whatever the policy decides about. */
export type Right = keyof typeof SUBJECTS;

/** Every operation the policy knows: each mutation, query and subscription of the schema. */
export const OPERATIONS = Object.keys(OPERATION_SUBJECTS) as readonly Operation[];

/** Every right the policy knows: operations, parts of them, upcoming ones, and the data classes. */
export const RIGHTS = Object.keys(SUBJECTS) as readonly Right[];

/** What the right is about. */
export const subjectKindOf = (right: Right): SubjectKind => SUBJECTS[right];

/** The right of that name; a name the policy does not know is our fault. */
export const rightOf = (name: string): Right => {
  if (!Object.hasOwn(SUBJECTS, name)) {
    throw new Error(
      `Expected an operation of the access policy, got ${name}: add it to policy/operations.ts`,
    );
  }
  return name as Right;
};
