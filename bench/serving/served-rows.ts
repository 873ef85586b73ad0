/** What the peers serve: the rows that the product answered, held in memory, without a store, a policy or a limit. */
export interface ServedRows {
  /** What is asked about an organization, by its id. */
  readonly organizations: Readonly<Record<string, ServedOrganization>>;
  readonly contact: object;
}

/** One organization as Q2 shows it, and the page of its contacts that Q1 shows. */
export interface ServedOrganization {
  readonly partnerContacts: object;
  readonly partnerOrganization: object;
}

interface ById {
  readonly id: string;
}

interface ByPartner {
  readonly partnerId: string;
}

/** As much of the schema as the rows ask for; the documents are the same as for the product. */
export const SDL = `
scalar UUID
scalar DateTime
scalar Date
enum Flavor { ACCOUNT_CONTACT PARTNER_CONTACT PARTNER_RESOURCE PARTNER_USER }
enum OrganizationKind { PARTNER ACCOUNT HOUSEHOLD }
enum OrganizationStatus { REGISTERED ACTIVE SUSPENDED TERMINATED }
type Query {
  partnerContacts(partnerId: UUID!, first: Int! = 20, minPosition: Position): ContactConnection!
  partnerOrganization(id: UUID!, minPosition: Position): PartnerOrganization
  contact(id: UUID!, minPosition: Position): Contact
}
type Mutation { correctContactDetails(input: CorrectContactDetailsInput!): ContactOutcome! }
input CorrectContactDetailsInput { contactId: UUID! idempotencyKey: String! title: String }
union ContactOutcome = ContactChanged | Refused
type ContactChanged { contact: Contact events: [CommandEvent!]! }
type CommandEvent { type: String! }
type Refused { code: String! message: String! }
type ContactConnection { totalCount: Int! pageInfo: PageInfo! nodes: [Contact!]! }
type PageInfo { hasNextPage: Boolean! endCursor: String }
type Contact {
  id: UUID! version: Int! registeredAt: DateTime! title: String email: String phone: String
  flavor: Flavor! canSignIn: Boolean! name: PersonName roles: [HeldRole!]!
  manager: Contact affiliations: [Affiliation!]!
}
type PersonName { display: String! given: String family: String }
type HeldRole { code: String! active: Boolean! }
type Affiliation { kind: OrganizationKind! from: Date! partnerOrganization: PartnerOrganization account: Account }
type Account { id: UUID! name: String! }
type PartnerOrganization {
  id: UUID! name: String! status: OrganizationStatus! country: String
  contacts(first: Int! = 20): ContactConnection!
}
scalar Position
scalar JSON
enum EventType { ContactDetailsCorrected ContactRegistered }
type Subscription { events(after: Position, types: [EventType!]): RecordedEvent! }
type RecordedEvent {
  position: Position! type: EventType! stream: String! recordedAt: DateTime! eventId: String! revision: Int! data: JSON!
}
`;

/** The input of the one mutation. */
export interface Correction {
  readonly contactId: string;
  readonly title?: string | null;
}

/** Resolvers of the queries and the mutation; the fields below are properties. */
export const resolversFor = (rows: ServedRows) => ({
  Query: {
    partnerContacts: (_root: unknown, { partnerId }: ByPartner) =>
      rows.organizations[partnerId]?.partnerContacts,
    partnerOrganization: (_root: unknown, { id }: ById) => rows.organizations[id]?.partnerOrganization,
    contact: () => rows.contact,
  },
  Mutation: { correctContactDetails: (_root: unknown, { input }: { input: Correction }) => corrected(input) },
});

/** What the mutation answers; nothing is kept. */
export const corrected = ({ contactId, title }: Correction) => ({
  __typename: 'ContactChanged',
  contact: { id: contactId, title },
  events: [{ type: 'ContactDetailsCorrected' }],
});
