type Documents = Readonly<Record<string, (id: string) => string>>;

/** The queries about one thing, each asking for what could lead to others. */
export const READS = {
  people: {
    contact: (id) => `contact(id: "${id}") { id name { display } email canSignIn manager { name { display } }
      affiliations { organizationId } partnerOrganization { name } reports { nodes { name { display } } } }`,
    contactFlavorHistory: (id) => `contactFlavorHistory(contactId: "${id}") { totalCount nodes { what } }`,
  },
  organizations: {
    partnerOrganization: (id) => `partnerOrganization(id: "${id}") { id name contactCount activeUserCount
      head { name { display } } contacts { totalCount nodes { name { display } } } }`,
    partnerContacts: (id) =>
      `partnerContacts(partnerId: "${id}") { totalCount nodes { name { display } } pageInfo { endCursor } }`,
    partnerHierarchy: (id) =>
      `partnerHierarchy(partnerId: "${id}") { topLevel { totalCount nodes { name { display } } } }`,
  },
} as const satisfies Readonly<Record<string, Documents>>;
