import type { PersonName } from '../events';

/** Text as it is compared and sorted: the same in every locale, whatever its width, ligatures and case. */
export const sortText = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

/** A person's name as lists sort it: family name first; empty where there is no name. */
export const nameSort = (name: PersonName | null): string =>
  sortText([name?.family, name?.given].filter((part) => part !== undefined).join(' '));
