import { connectionOf } from './connection-of';
import { Contact } from './contact';

/** A page of contacts. */
export const ContactConnection = connectionOf<Contact>('Contact', 'contacts', () => Contact);
