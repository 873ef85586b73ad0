/** A person of the demo, with how far it has come: its flavor follows from that. */
export interface DemoContact {
  readonly key: string;
  readonly given: string;
  readonly family: string;
  readonly title: string;
  readonly email: string;
  readonly phone?: string;
  /** The organization it belongs to; `contoso` is the account. */
  readonly organization: string;
  readonly role?: string;
  /** Key of the manager. */
  readonly manager?: string;
  readonly access?: 'ACTIVE' | 'SUSPENDED' | 'INVITED';
}

const NORTHWIND = 'northwind';
const BLUEPEAK = 'bluepeak';
const HARBOR = 'harbor';

/** Managers stand before those who report to them. */
export const DEMO_CONTACTS: readonly DemoContact[] = [
  {
    key: 'ines',
    given: 'Inés',
    family: 'Vargas',
    title: 'Head of Alliances',
    email: 'ines.vargas@northwind.example',
    phone: '+49 30 5550100',
    organization: NORTHWIND,
    role: 'PARTNER_SALES_MANAGER',
    access: 'ACTIVE',
  },
  {
    key: 'tomas',
    given: 'Tomás',
    family: 'Keller',
    title: 'Account Executive',
    email: 'tomas.keller@northwind.example',
    phone: '+49 30 5550101',
    organization: NORTHWIND,
    role: 'PARTNER_ACCOUNT_EXECUTIVE',
    manager: 'ines',
    access: 'ACTIVE',
  },
  {
    key: 'mei',
    given: 'Mei',
    family: 'Lindqvist',
    title: 'Account Executive',
    email: 'mei.lindqvist@northwind.example',
    organization: NORTHWIND,
    role: 'PARTNER_ACCOUNT_EXECUTIVE',
    manager: 'ines',
    access: 'SUSPENDED',
  },
  {
    key: 'omar',
    given: 'Omar',
    family: 'Haddad',
    title: 'Presales Engineer',
    email: 'omar.haddad@northwind.example',
    organization: NORTHWIND,
    role: 'PARTNER_PRESALES',
    manager: 'tomas',
  },
  {
    key: 'greta',
    given: 'Greta',
    family: 'Nowak',
    title: 'Marketing Coordinator',
    email: 'greta.nowak@northwind.example',
    organization: NORTHWIND,
  },
  {
    key: 'lucie',
    given: 'Lucie',
    family: 'Marchand',
    title: 'Managing Partner',
    email: 'lucie.marchand@bluepeak.example',
    phone: '+33 1 55 50 01 02',
    organization: BLUEPEAK,
    role: 'PARTNER_SALES_MANAGER',
    access: 'INVITED',
  },
  {
    key: 'paolo',
    given: 'Paolo',
    family: 'Ricci',
    title: 'Cloud Architect',
    email: 'paolo.ricci@bluepeak.example',
    organization: BLUEPEAK,
    role: 'PARTNER_PRESALES',
    manager: 'lucie',
  },
  {
    key: 'dana',
    given: 'Dana',
    family: 'Whitfield',
    title: 'Regional Sales Lead',
    email: 'dana.whitfield@harbor.example',
    organization: HARBOR,
    role: 'PARTNER_SALES_MANAGER',
    access: 'ACTIVE',
  },
  {
    key: 'sofia',
    given: 'Sofia',
    family: 'Brandt',
    title: 'Chief Procurement Officer',
    email: 'sofia.brandt@contoso.example',
    phone: '+49 89 5550199',
    organization: 'contoso',
  },
  {
    key: 'henrik',
    given: 'Henrik',
    family: 'Olsen',
    title: 'Plant Director',
    email: 'henrik.olsen@contoso.example',
    organization: 'contoso',
  },
  {
    key: 'amara',
    given: 'Amara',
    family: 'Diallo',
    title: 'IT Purchasing Manager',
    email: 'amara.diallo@contoso.example',
    organization: 'contoso',
  },
];
