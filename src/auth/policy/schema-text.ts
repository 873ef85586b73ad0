/** What the policy may speak of, in Cedar's schema language; the policy is validated against it strictly. */
export const SCHEMA_TEXT = `
entity Actor enum [
  "ADMINISTRATOR", "CHANNEL_MANAGER", "SALES_REPRESENTATIVE", "SERVICE",
  "AUDITOR", "ANALYTICS_SUBSCRIBER", "PARTNER_ADMINISTRATOR", "PARTNER_USER"
];
entity Subject enum ["subject"];

// What is known of actor and subject (src/auth/relation.ts finds it out). Levels: 0 NONE, 1 READ, 2 EDIT, 3
// FULL.
type Relation = {
  grantCurrent: Bool,
  subjectHasPartner: Bool,
  samePartner: Bool,
  isSelf: Bool,
  managesPartner: Bool,
  hasTeam: Bool,
  onTeam: Bool,
  effectiveLevel: Long
};

action anything;
action manageOrganization, introduce, manageUsers, manageIdentities, defineRoles, readPeople,
readOrganizations,
       readTeams in [anything];

action activatePartnerOrganization, suspendPartnerOrganization, reactivatePartnerOrganization,
       terminatePartnerOrganization, setAllowedRoles, setEmailDomains, assignChannelManager
  in [manageOrganization] appliesTo { principal: [Actor], resource: [Subject], context: Relation };
action registerPartnerOrganization, setParentOrganization, appointHierarchyHead, correctContactDetails,
       contactFlavorHistory, resourceRoles, status, events, recordsOfUse, countPeople
  in [anything] appliesTo { principal: [Actor], resource: [Subject], context: Relation };
action defineRole, retireRole
  in [defineRoles] appliesTo { principal: [Actor], resource: [Subject], context: Relation };
action registerAccount, registerContact, affiliateContact
  in [introduce] appliesTo { principal: [Actor], resource: [Subject], context: Relation };

// Roles and access. What gives somebody more, and what takes it away, is told apart for those who would do
// it to
// themselves.
action giveAccess, takeAccess in [manageUsers];
action assignPartnerRole, grantPartnerUserAccess, restorePartnerUserAccess, extendPartnerUserAccess,
       invitePartnerUser, resendInvitation, manageUserDetails
  in [giveAccess] appliesTo { principal: [Actor], resource: [Subject], context: Relation };
action endAffiliation, revokePartnerRole, suspendPartnerUserAccess, revokePartnerUserAccess, cancelInvitation
  in [takeAccess] appliesTo { principal: [Actor], resource: [Subject], context: Relation };
action changeResourceManager
  in [manageUsers] appliesTo { principal: [Actor], resource: [Subject], context: Relation };
action acceptInvitation, linkIdentity, unlinkIdentity
  in [manageIdentities] appliesTo { principal: [Actor], resource: [Subject], context: Relation };

action contact, partnerContacts, contactSearch, partnerHierarchy
  in [readPeople] appliesTo { principal: [Actor], resource: [Subject], context: Relation };
action partnerOrganization, partnerOrganizations
  in [readOrganizations] appliesTo { principal: [Actor], resource: [Subject], context: Relation };
action account, accounts, opportunity, teamMember
  in [readTeams] appliesTo { principal: [Actor], resource: [Subject], context: Relation };
action changeTeam
  in [anything] appliesTo { principal: [Actor], resource: [Subject], context: Relation };

// Fields by the class of their data.
action readPublic, readBusiness, readPersonal, readSecret
  in [anything] appliesTo { principal: [Actor], resource: [Subject], context: Relation };
`;
