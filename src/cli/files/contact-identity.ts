import type { ExternalId } from '../../../events';
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

/** A keyed digest of what tells the person apart: without the key nobody can tell from the id who it is. */
const describedBy = ({ name, channels, organizationExternalId }: ContactRecord, log: EventLog): string => {
  const folded = (text: string | undefined): string => (text ?? '').normalize('NFKC').toLowerCase();
  const names = [name?.given, name?.family].map(folded);
  const email = channels.find(({ kind }) => kind === 'EMAIL');
  const ways = email === undefined ? channels.map(({ value }) => folded(value)) : [folded(email.value)];
  return log.digest(JSON.stringify([names, ways, email === undefined ? organizationExternalId : undefined]));
};
