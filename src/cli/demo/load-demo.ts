import type { Actor } from '../../domain/actor';
import type { CommandName, CommandOf } from '../../domain/commands';
import type { Liaison } from '../../handling/liaison';
import { DEMO_CONTACTS, type DemoContact } from './demo-contacts';
import { DEMO_ACCOUNT, DEMO_ORGANIZATIONS, DEMO_ROLES, type DemoOrganization } from './demo-organizations';

const ACTOR: Actor = { kind: 'SERVICE', id: 'demo' };
/** Who looks after the demo's organizations: the channel manager whose token the banner prints. */
const DEMO_CHANNEL_MANAGER = 'demo-channel-manager';
/** Fixed, so that a repeated start sends the very same command. */
const INVITED_UNTIL = '2036-01-01T00:00:00.000Z';

/** The ids a first look at the product starts from. */
export interface Demo {
  readonly partnerOrganizationId: string;
  /** A user of that organization. */
  readonly userId: string;
  /** Its sales manager. */
  readonly managerId: string;
  /** A partner contact of it that has no role yet. */
  readonly newcomerId: string;
}

/** Ids of the demo; the same at every start, since they follow from the commands' keys. */
export const demoOf = (liaison: Liaison): Demo => ({
  partnerOrganizationId: demoId(liaison, 'northwind'),
  userId: demoId(liaison, 'tomas'),
  managerId: demoId(liaison, 'ines'),
  newcomerId: demoId(liaison, 'greta'),
});

/**
 * Sends the commands that make a small believable demo: partner organizations, contacts in all flavors, an account
 * with contacts. Sent again it changes nothing, and one that was interrupted is completed.
 */
export const loadDemo = async (liaison: Liaison): Promise<Demo> => {
  for (const role of DEMO_ROLES) await send(liaison, `role ${role.code}`, 'defineRole', role);
  for (const organization of DEMO_ORGANIZATIONS) await openOrganization(liaison, organization);
  const accountId = demoId(liaison, DEMO_ACCOUNT.key);
  await send(liaison, DEMO_ACCOUNT.key, 'registerAccount', { accountId, name: DEMO_ACCOUNT.name });
  for (const contact of DEMO_CONTACTS) await introduce(liaison, contact);
  const harbor = { partnerOrganizationId: demoId(liaison, 'harbor') };
  await send(liaison, 'harbor suspended', 'suspendPartnerOrganization', harbor);
  return demoOf(liaison);
};

const demoId = (liaison: Liaison, key: string): string => liaison.idFor(ACTOR, `demo:${key}`, 'subject');

const openOrganization = async (liaison: Liaison, organization: DemoOrganization): Promise<void> => {
  const { key, name, country, emailDomains, status } = organization;
  const partnerOrganizationId = demoId(liaison, key);
  await send(liaison, key, 'registerPartnerOrganization', { partnerOrganizationId, name, country });
  await send(liaison, `${key} manager`, 'assignChannelManager', {
    partnerOrganizationId,
    managerId: DEMO_CHANNEL_MANAGER,
  });
  if (emailDomains.length > 0) {
    await send(liaison, `${key} domains`, 'setEmailDomains', {
      partnerOrganizationId,
      domains: emailDomains,
    });
  }
  if (status !== 'REGISTERED') {
    await send(liaison, `${key} active`, 'activatePartnerOrganization', { partnerOrganizationId });
  }
};

const introduce = async (liaison: Liaison, contact: DemoContact): Promise<void> => {
  const { key, given, family, title, email, phone, organization } = contact;
  const contactId = demoId(liaison, key);
  const reach = { preferred: false, doNotContact: false };
  const channels = [
    {
      ...reach,
      channelId: demoId(liaison, `${key} e-mail`),
      kind: 'EMAIL' as const,
      value: email,
      preferred: true,
    },
    ...(phone === undefined
      ? []
      : [{ ...reach, channelId: demoId(liaison, `${key} phone`), kind: 'PHONE' as const, value: phone }]),
  ];
  await send(liaison, key, 'registerContact', { contactId, name: { given, family }, title, channels });
  await send(liaison, `${key} affiliated`, 'affiliateContact', {
    contactId,
    organizationId: demoId(liaison, organization),
    organizationKind: organization === DEMO_ACCOUNT.key ? 'ACCOUNT' : 'PARTNER',
  });
  await makeResource(liaison, contact, contactId);
  await makeUser(liaison, contact, contactId);
};

const makeResource = async (liaison: Liaison, { key, role, manager }: DemoContact, contactId: string) => {
  if (role === undefined) return;
  const managerId = manager === undefined ? {} : { managerId: demoId(liaison, manager) };
  await send(liaison, `${key} role`, 'assignPartnerRole', { contactId, roleCode: role, ...managerId });
};

const makeUser = async (liaison: Liaison, { key, access, email }: DemoContact, contactId: string) => {
  if (access === undefined) return;
  await send(liaison, `${key} access`, 'grantPartnerUserAccess', {
    contactId,
    login: email,
    scopes: ['opportunity:read', 'account:read'],
  });
  if (access === 'INVITED') {
    const expiresAt = INVITED_UNTIL;
    const invitationId = demoId(liaison, `${key} invitation`);
    await send(liaison, `${key} invited`, 'invitePartnerUser', { contactId, invitationId, expiresAt });
    return;
  }
  const identity = { contactId, issuer: 'https://login.partner.example', subject: `demo|${key}` };
  await send(liaison, `${key} linked`, 'linkIdentity', identity);
  if (access === 'SUSPENDED')
    await send(liaison, `${key} suspended`, 'suspendPartnerUserAccess', { contactId });
};

const send = async <Name extends CommandName>(
  liaison: Liaison,
  key: string,
  name: Name,
  command: CommandOf<Name>,
): Promise<void> => {
  const outcome = await liaison.send(name, command, { actor: ACTOR, idempotencyKey: `demo:${key}` });
  if (outcome.outcome === 'refused') {
    throw new Error(`the demo's ${name} for ${key} was refused with ${outcome.refusal.refused}`);
  }
};
