import { type Flavor, flavorAt, partnerOf } from '../../../events';
import { accountList } from '../../../projections/account-list/project';
import type { ContactCard } from '../../../projections/contact-list/contact-card';
import { contactList } from '../../../projections/contact-list/project';
import { partnerDirectory } from '../../../projections/partner-directory/project';
import type { ReadModels, Snapshot } from '../../../projections/read-models';
import type { ExportedContact, ExportedOrganization } from './exported-contact';

/** How many contacts are read at a time. */
export const CONTACTS_PER_PAGE = 500;

export interface ExportRequest {
  readonly models: ReadModels;
  /** The state of the log that is exported. */
  readonly at: Snapshot;
  /** The instant for which flavors are told. */
  readonly now: string;
  readonly partnerOrganizationId?: string;
  readonly flavor?: Flavor;
}

/**
 * Contacts in the order of their ids, all as of one state of the log, however long the reading takes. A
 * contact whose person was erased has nothing left to export and is left out. /
 */
export async function* exportContacts(request: ExportRequest): AsyncGenerator<ExportedContact> {
  for (let after = ''; ; ) {
    const page = await readPage(request, after);
    const cards = page.map(({ row }) => row);
    const organizations = await organizationsOf(cards, request);
    for (const card of cards.filter((one) => isExported(one, request))) {
      const organization = organizations.get(belongsTo(card) ?? '');
      yield organization === undefined ? { card } : { card, organization };
    }
    const last = page.at(-1);
    if (last === undefined || page.length < CONTACTS_PER_PAGE) return;
    after = last.key;
  }
}

const readPage = ({ models, at, partnerOrganizationId }: ExportRequest, after: string) =>
  models.select(contactList, at, (rows) => {
    const next = rows.where('row.key', '>', after).orderBy('row.key').limit(CONTACTS_PER_PAGE);
    return partnerOrganizationId === undefined
      ? next
      : next.where('row.partner_id', '=', partnerOrganizationId);
  });

const isExported = ({ standing, name, channels }: ContactCard, { flavor, now }: ExportRequest): boolean => {
  const nothingLeft = name === null && channels.every(({ value }) => value === null);
  return !nothingLeft && (flavor === undefined || flavorAt(standing, now) === flavor);
};

const belongsTo = ({ standing }: ContactCard): string | undefined =>
  partnerOf(standing) ?? standing.affiliations[0]?.organizationId;

const organizationsOf = async (
  cards: readonly ContactCard[],
  { models, at }: ExportRequest,
): Promise<ReadonlyMap<string, ExportedOrganization>> => {
  const ids = [...new Set(cards.map(belongsTo).filter((id) => id !== undefined))];
  const partners = await models.getMany(partnerDirectory, ids, at);
  const accounts = await models.getMany(accountList, ids, at);
  return new Map(
    [...partners, ...accounts].flatMap((found) =>
      found === undefined ? [] : [[found.key, { ...found.row, id: found.key }]],
    ),
  );
};
