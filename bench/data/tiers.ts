/** How many of each there are. Organizations differ in size: the first has `largest` contacts. */
export interface Tier {
  readonly name: string;
  readonly organizations: number;
  readonly partnerContacts: number;
  /** Contacts of the largest organization. */
  readonly largest: number;
  /** Every so many partner contacts one is a user. */
  readonly usersEvery: number;
  readonly accounts: number;
  readonly accountContacts: number;
}

/** Sizes to plan for: M is a typical vendor, L a large one. S is for trying out, `tiny` for a test. */
export const TIERS = {
  tiny: tier('tiny', {
    organizations: 2,
    partnerContacts: 60,
    largest: 50,
    accounts: 3,
    accountContacts: 20,
  }),
  S: tier('S', {
    organizations: 20,
    partnerContacts: 400,
    largest: 100,
    accounts: 100,
    accountContacts: 1_600,
  }),
  M: tier('M', {
    organizations: 2_000,
    partnerContacts: 20_000,
    largest: 2_000,
    accounts: 5_000,
    accountContacts: 200_000,
  }),
  L: tier('L', {
    organizations: 20_000,
    partnerContacts: 200_000,
    largest: 10_000,
    accounts: 50_000,
    accountContacts: 1_000_000,
  }),
} as const satisfies Readonly<Record<string, Tier>>;

export type TierName = keyof typeof TIERS;

function tier(name: string, sizes: Omit<Tier, 'name' | 'usersEvery'>): Tier {
  return { name, usersEvery: 5, ...sizes };
}
