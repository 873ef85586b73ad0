import type { ExternalId } from '../../../events';
import { contactList, externalRefOf } from '../../../projections/contact-list/project';
import type { ReadModels } from '../../../projections/read-models';
import type { Contact } from '../../domain/contact/contact';
import type { Liaison } from '../../handling/liaison';
import { LoadedSubjects } from '../../handling/loaded-subjects';
import { uuidV5 } from '../../store/event-id';
import type { EventLog } from '../../store/event-log';
import type { ContactRecord } from './contact-record';

/** Who a row of a file is. */
export interface Identity {
  /** The id that a contact made from this row gets. */
  readonly contactId: string;
  readonly externalId?: ExternalId;
}

/**
 * The same row is the same contact, however often it is imported: by its contact id, else by its id in the
 * other system, else by name and e-mail. A row without e-mail is told apart by all that it says: two
 * namesakes kept apart by mistake are merged more easily than two people made one. /
 */
export const identityOf = (record: ContactRecord, importedSystem: string, log: EventLog): Identity => {
  const { contactId, externalId: id, externalSystem } = record;
  const system = externalSystem ?? importedSystem;
  const externalId = id === undefined ? undefined : { system, id };
  const derived = uuidV5(
    externalId === undefined ? `imported ${describedBy(record, log)}` : `imported ${system} ${id}`,
  );
  return { contactId: contactId ?? derived, ...(externalId === undefined ? {} : { externalId }) };
};

/** The known contact that the row speaks of. */
export const knownContact = async (
  { contactId, externalId }: Identity,
  { log, models }: Pick<Liaison, 'log' | 'models'>,
): Promise<{ contactId: string; contact: Contact; version: number } | undefined> => {
  for (const id of [contactId, externalId === undefined ? undefined : await holderOf(externalId, models)]) {
    if (id === undefined) continue;
    // Nothing is kept between rows: a file hardly ever comes back to the same contact.
    const { state, revision } = await new LoadedSubjects(log).load('contact', `contact-${id}`);
    if (state.registered) return { contactId: id, contact: state, version: revision };
  }
  return undefined;
};

/**
 * The contact that bears the external id, as the read models know it; one of this very import is found by its
 * id.
 */
const holderOf = async (externalId: ExternalId, models: ReadModels): Promise<string | undefined> => {
  const [found] = await models.select(contactList, await models.current(), (rows) =>
    rows.where('row.external_ref', '=', externalRefOf(externalId)).limit(1),
  );
  return found?.key;
};

/** A keyed digest of what tells the person apart: without the key nobody can tell from the id who it is. */
const describedBy = ({ name, channels, organizationExternalId }: ContactRecord, log: EventLog): string => {
  const folded = (text: string | undefined): string => (text ?? '').normalize('NFKC').toLowerCase();
  const names = [name?.given, name?.family].map(folded);
  const email = channels.find(({ kind }) => kind === 'EMAIL');
  const ways = email === undefined ? channels.map(({ value }) => folded(value)) : [folded(email.value)];
  return log.digest(JSON.stringify([names, ways, email === undefined ? organizationExternalId : undefined]));
};
