import type { PersonName } from '../../../events';
import type { ContactCard } from '../../../projections/contact-list/contact-card';

/** The organization a contact is exported under: its partner, else its first account. */
export interface ExportedOrganization {
  readonly id: string;
  readonly name: string;
  readonly externalId?: string;
}

/** A contact as it goes into a file. */
export interface ExportedContact {
  readonly card: ContactCard;
  readonly organization?: ExportedOrganization;
}

/** The name on one line; the e-mail address, or any other way to reach the person, where there is no name. */
export const shownName = ({ name, channels }: ContactCard): string => {
  const whole = nameParts(name).join(' ');
  if (whole !== '') return whole;
  const email = channels.find(({ kind, value }) => kind === 'EMAIL' && value !== null);
  return email?.value ?? channels.find(({ value }) => value !== null)?.value ?? '';
};

const nameParts = (name: PersonName | null): readonly string[] =>
  [name?.prefix, name?.given, name?.family, name?.suffix].filter((part) => part !== undefined);
