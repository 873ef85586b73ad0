import type { OrganizationKind } from '../../../events';
import type { Actor } from '../../domain/actor';
import type { CommandName, CommandOf } from '../../domain/commands';
import type { Contact } from '../../domain/contact/contact';
import type { RefusalCode } from '../../domain/decision';
import type { KnownContact } from '../../handling/known-contacts';
import type { Liaison } from '../../handling/liaison';
import type { Outcome } from '../../handling/outcome';
import type { Identity } from './contact-identity';
import type { ContactRecord } from './contact-record';
import type { OrganizationsByExternalId } from './organizations-by-external-id';
import { correctionOf, newChannels } from './planned-details';
import { CHANNELS_MAX } from './text-form';

/** How often a row is looked at anew after somebody else changed the contact meanwhile. */
export const ATTEMPTS_MAX = 3;

/** What became of a row, or would become of it in a dry run. */
export type RowOutcome =
  | { readonly outcome: 'made' | 'changed' | 'same'; readonly contactId: string }
  | { readonly outcome: 'refused'; readonly code: RefusalCode; readonly contactId?: string };

/** What every row of one import has in common. */
export interface ImportOfRows {
  readonly liaison: Liaison;
  readonly actor: Actor;
  readonly dryRun: boolean;
  readonly organizations: OrganizationsByExternalId;
}

interface Membership {
  readonly organizationId: string;
  readonly organizationKind: OrganizationKind;
}

/**
 * Makes the contact of a row, or makes the known contact say what the row says. A row is refused as a whole.
 */
export const importRow = async (
  record: ContactRecord,
  identity: Identity,
  setting: ImportOfRows,
): Promise<RowOutcome> => {
  const membership = await setting.organizations.find(record.organizationExternalId);
  if (membership === 'unknown') return { outcome: 'refused', code: 'ORG_NOT_FOUND' };
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await importOnce(record, identity, membership, setting);
    const overtaken = outcome.outcome === 'refused' && outcome.code === 'VERSION_CONFLICT';
    if (!overtaken || attempt >= ATTEMPTS_MAX) return outcome;
  }
};

/**
 * Most rows are of new contacts, so that one is made at once; only where that is refused another contact may bear the
 * external id of the row.
 */
const importOnce = async (
  record: ContactRecord,
  identity: Identity,
  membership: Membership | undefined,
  setting: ImportOfRows,
): Promise<RowOutcome> => {
  const { contacts } = setting.liaison;
  const { contactId, externalId } = identity;
  const known = await contacts.find(contactId);
  if (known !== undefined) return bringUpToDate(record, known, membership, setting);
  const made = await make(record, identity, membership, setting);
  if (made.outcome !== 'refused' || externalId === undefined) return made;
  const bearer = await contacts.findByExternalId(externalId);
  return bearer === undefined || bearer.contactId === contactId
    ? made
    : bringUpToDate(record, bearer, membership, setting);
};

const make = async (
  record: ContactRecord,
  { contactId, externalId }: Identity,
  membership: Membership | undefined,
  setting: ImportOfRows,
): Promise<RowOutcome> => {
  const { name, title, department } = record;
  const command = {
    contactId,
    ...(name === undefined ? {} : { name }),
    ...(title === undefined ? {} : { title }),
    ...(department === undefined ? {} : { department }),
    ...(externalId === undefined ? {} : { externalId }),
    channels: newChannels(contactId, record.channels),
  };
  const registered = await send('registerContact', command, -1, setting);
  if (registered.outcome === 'refused') return refused(registered, contactId);
  if (membership === undefined || registered.outcome === 'would-record')
    return { outcome: 'made', contactId };
  const affiliated = await send(
    'affiliateContact',
    { contactId, ...membership },
    registered.version,
    setting,
  );
  return affiliated.outcome === 'refused' ? refused(affiliated, contactId) : { outcome: 'made', contactId };
};

const bringUpToDate = async (
  record: ContactRecord,
  { contactId, contact, version }: KnownContact,
  membership: Membership | undefined,
  setting: ImportOfRows,
): Promise<RowOutcome> => {
  const joins = membership !== undefined && !isMember(contact, membership);
  const correction = correctionOf(contactId, contact, record);
  if ((correction?.channels?.length ?? 0) > CHANNELS_MAX) {
    return { outcome: 'refused', code: 'VALIDATION_FAILED', contactId };
  }
  let current = version;
  if (joins) {
    const affiliated = await send('affiliateContact', { contactId, ...membership }, current, setting);
    if (affiliated.outcome === 'refused') return refused(affiliated, contactId);
    if (affiliated.outcome === 'done') current = affiliated.version;
  }
  if (correction === undefined) return { outcome: joins ? 'changed' : 'same', contactId };
  const corrected = await send('correctContactDetails', { contactId, ...correction }, current, setting);
  return corrected.outcome === 'refused' ? refused(corrected, contactId) : { outcome: 'changed', contactId };
};

const isMember = ({ standing }: Contact, { organizationId }: Membership): boolean =>
  standing.affiliations.some((affiliation) => affiliation.organizationId === organizationId);

const refused = ({ refusal }: Outcome & { readonly outcome: 'refused' }, contactId: string): RowOutcome => ({
  outcome: 'refused',
  code: refusal.refused,
  contactId,
});

/**
 * The idempotency key follows from what is sent and from the version it is sent to: the same import sent
 * again is the same command, and a value that comes back later is another one. The digest is keyed, so it
 * tells nothing. /
 */
const send = <Name extends CommandName>(
  name: Name,
  command: CommandOf<Name> & { readonly contactId: string },
  version: number,
  { liaison, actor, dryRun }: ImportOfRows,
): Promise<Outcome> => {
  const digest = liaison.log.digest(JSON.stringify(command)).slice(0, 32);
  return liaison.send(name, command, {
    actor,
    idempotencyKey: `import:${name}:${command.contactId}:${version}:${digest}`,
    ...(version === -1 ? {} : { expectedVersion: version }),
    dryRun,
    // Rows are compared with what is recorded, not with the read models: those follow page by page.
    waitsForModels: false,
  });
};
