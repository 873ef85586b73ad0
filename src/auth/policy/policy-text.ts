/**
 * Who may do what, in Cedar. What nothing permits is denied; a `forbid` wins over every `permit`, and its
 * `@code` is what the refused actor gets. The expected outcome of each cell stands in docs/access.md.
 */
export const POLICY_TEXT = `
// Everybody: a grant that is no longer current opens nothing.
@code("UNAUTHENTICATED")
forbid (principal, action, resource)
unless { context.grantCurrent };

// Everybody may see what is public, and the catalogue of roles.
permit (principal, action in [Action::"readPublic", Action::"resourceRoles"], resource);

// Administrator: everything.
permit (principal == Actor::"ADMINISTRATOR", action in Action::"anything", resource);

// Channel manager: the partners it is named for, and whatever belongs to no partner (yet). Of the other
// partners it sees the organization, none of its people.
permit (
  principal == Actor::"CHANNEL_MANAGER",
  action in [
    Action::"manageOrganization", Action::"registerPartnerOrganization", Action::"setParentOrganization",
    Action::"appointHierarchyHead", Action::"introduce", Action::"correctContactDetails",
    Action::"manageUsers",
    Action::"readPeople", Action::"countPeople", Action::"contactFlavorHistory", Action::"events",
    Action::"readPersonal", Action::"readSecret"
  ],
  resource
)
when { context.managesPartner || !context.subjectHasPartner };
permit (
  principal == Actor::"CHANNEL_MANAGER",
  action in [Action::"readOrganizations", Action::"readTeams", Action::"status", Action::"readBusiness"],
  resource
);
permit (principal == Actor::"CHANNEL_MANAGER", action == Action::"changeTeam", resource)
when { context.onTeam && context.effectiveLevel >= 3 };

// Sales representative (inside sales): sees whom the brand owner knows, introduces people, corrects their
// details.
permit (
  principal == Actor::"SALES_REPRESENTATIVE",
  action in [
    Action::"introduce", Action::"correctContactDetails", Action::"readPeople", Action::"countPeople",
    Action::"contactFlavorHistory",
    Action::"readOrganizations", Action::"readTeams", Action::"status", Action::"events",
    Action::"readBusiness", Action::"readPersonal"
  ],
  resource
);
permit (principal == Actor::"SALES_REPRESENTATIVE", action == Action::"changeTeam", resource)
when { context.onTeam && context.effectiveLevel >= 3 };

// Service: what integrations need; it neither manages organizations nor defines roles.
permit (
  principal == Actor::"SERVICE",
  action in [
    Action::"registerPartnerOrganization", Action::"setParentOrganization", Action::"introduce",
    Action::"correctContactDetails", Action::"manageUsers", Action::"manageIdentities", Action::"readPeople",
    Action::"countPeople", Action::"contactFlavorHistory", Action::"readOrganizations", Action::"readTeams",
    Action::"status", Action::"events", Action::"readBusiness", Action::"readPersonal", Action::"readSecret"
  ],
  resource
);

// Auditor: reads everything but secrets, changes nothing.
permit (
  principal == Actor::"AUDITOR",
  action in [
    Action::"readPeople", Action::"countPeople", Action::"contactFlavorHistory", Action::"readOrganizations",
    Action::"readTeams", Action::"status", Action::"events", Action::"recordsOfUse", Action::"readBusiness",
    Action::"readPersonal"
  ],
  resource
);

// Analytics subscriber: facts without people.
permit (
  principal == Actor::"ANALYTICS_SUBSCRIBER",
  action in [
    Action::"readOrganizations", Action::"countPeople", Action::"status", Action::"events",
    Action::"readBusiness"
  ],
  resource
);

// A partner's people: their own organization and its people.
permit (
  principal,
  action in [
    Action::"readPeople", Action::"partnerOrganization", Action::"countPeople", Action::"readBusiness",
    Action::"readPersonal"
  ],
  resource
)
when {
  [Actor::"PARTNER_ADMINISTRATOR", Actor::"PARTNER_USER"].contains(principal) && context.samePartner
};

// A partner's people: accounts and opportunities on whose team they have an effective level; of the team
// itself
// the members of their own company only; FULL may change the team.
permit (
  principal,
  action in [Action::"account", Action::"accounts", Action::"opportunity"],
  resource
)
when {
  [Actor::"PARTNER_ADMINISTRATOR", Actor::"PARTNER_USER"].contains(principal) &&
  context.onTeam && context.effectiveLevel >= 1
};
permit (principal, action == Action::"teamMember", resource)
when {
  [Actor::"PARTNER_ADMINISTRATOR", Actor::"PARTNER_USER"].contains(principal) &&
  context.onTeam && context.effectiveLevel >= 1 && context.samePartner
};
permit (principal, action == Action::"changeTeam", resource)
when {
  [Actor::"PARTNER_ADMINISTRATOR", Actor::"PARTNER_USER"].contains(principal) &&
  context.onTeam && context.effectiveLevel >= 3
};

// Partner administrator: the people of its own organization, never itself.
permit (
  principal == Actor::"PARTNER_ADMINISTRATOR",
  action in [
    Action::"manageUsers", Action::"correctContactDetails", Action::"appointHierarchyHead",
    Action::"readSecret"
  ],
  resource
)
when { context.samePartner };
@code("SELF_GRANT_FORBIDDEN")
forbid (principal == Actor::"PARTNER_ADMINISTRATOR", action in Action::"giveAccess", resource)
when { context.isSelf };
@code("FORBIDDEN")
forbid (principal == Actor::"PARTNER_ADMINISTRATOR", action in Action::"takeAccess", resource)
when { context.isSelf };
`;
