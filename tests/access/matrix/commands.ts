import type { Subject } from './world';

const NEXT_YEAR = new Date(Date.now() + 300 * 86_400_000).toISOString();
const LATER = { expiresAt: NEXT_YEAR };
const identity = { issuer: 'https://login.partner.example', subject: 'probe' };

/** A command to a contact, and what it needs besides the contact. */
export const CONTACT_COMMANDS: Readonly<Record<string, object>> = {
  correctContactDetails: { title: 'Probed' },
  affiliateContact: { organizationKind: 'PARTNER' },
  endAffiliation: {},
  assignPartnerRole: { roleCode: 'SELLER' },
  changeResourceManager: {},
  revokePartnerRole: { roleCode: 'SELLER' },
  grantPartnerUserAccess: { scopes: ['opportunity:read'] },
  suspendPartnerUserAccess: {},
  restorePartnerUserAccess: {},
  revokePartnerUserAccess: {},
  extendPartnerUserAccess: LATER,
  invitePartnerUser: LATER,
  resendInvitation: LATER,
  cancelInvitation: {},
  acceptInvitation: {
    invitationId: '70000000-0000-4000-8000-000000000000',
    secret: 'x'.repeat(43),
    ...identity,
  },
  linkIdentity: identity,
  unlinkIdentity: {},
  manageUserDetails: { access: { status: 'SUSPENDED' } },
};

/** A command to a partner organization, and what it needs besides the organization. */
export const ORGANIZATION_COMMANDS: Readonly<Record<string, object>> = {
  activatePartnerOrganization: {},
  suspendPartnerOrganization: {},
  reactivatePartnerOrganization: {},
  terminatePartnerOrganization: {},
  setAllowedRoles: { roleCodes: ['SELLER'] },
  setEmailDomains: { domains: ['probe.example'] },
  setParentOrganization: {},
  appointHierarchyHead: {},
  assignChannelManager: { managerId: 'somebody' },
};

/** The document of a command that asks for everything it can show, without doing it. */
export const commandDocument = (name: string): string => {
  const changed = name in CONTACT_COMMANDS ? CONTACT : ORGANIZATION;
  return `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) {
    __typename ... on Change { events { type data } warnings { contactIds } consequences { cascade contacts } }
    ${changed} ... on Refused { code message details { key values } fieldErrors { path message } } } }`;
};

const CONTACT =
  '... on ContactChanged { contact { id name { display } email manager { name { display } } partnerOrganization { name } } }';
const ORGANIZATION =
  '... on PartnerOrganizationChanged { partnerOrganization { id name head { name { display } } parent { name } } }';

/** What else a command names besides its subject. */
interface Related {
  readonly organizationId: string;
  readonly headId: string;
}

/** The input of a command to the subject; a dry run, so that the next probe finds the same world. */
export const commandInput = (
  name: string,
  subject: Subject,
  { organizationId, headId }: Related,
  key: string,
): object => {
  const isContact = name in CONTACT_COMMANDS;
  const more = isContact ? CONTACT_COMMANDS[name] : ORGANIZATION_COMMANDS[name];
  return {
    idempotencyKey: key,
    dryRun: true,
    [isContact ? 'contactId' : 'partnerOrganizationId']: subject.id,
    ...(name === 'endAffiliation' || name === 'affiliateContact' ? { organizationId } : {}),
    ...(name === 'appointHierarchyHead' ? { contactId: headId } : {}),
    ...more,
  };
};
