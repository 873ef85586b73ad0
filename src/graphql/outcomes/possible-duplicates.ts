import { probableDuplicates } from '../../../projections/contact-list/queries';
import { nameSort } from '../../../projections/sort-text';
import { mainEmail } from '../../domain/contact/channels';
import type { RegisterContact } from '../../domain/contact/register-contact';
import type { Context } from '../context';
import { present } from '../present';
import { visibleContacts } from '../read/visible-to';
import { ContactChanged, type ContactOutcome } from './contact-outcome';
import { Warning } from './warning';

/** The most contacts that a warning names. */
export const DUPLICATES_MAX = 10;

/** The outcome of a registration, with a warning where contacts that look alike were known. */
export const withDuplicateWarning = async (
  context: Context,
  { contactId, name, channels = [] }: RegisterContact,
  outcome: ContactOutcome,
): Promise<ContactOutcome> => {
  if (!(outcome instanceof ContactChanged)) return outcome;
  const likeness = present({
    email: mainEmail(channels),
    nameSort: name === undefined ? undefined : nameSort(name),
  });
  const { models, log } = context.liaison;
  const visible = visibleContacts(await context.loaders.viewer());
  const alike = await probableDuplicates(
    models,
    { ...likeness, visible },
    DUPLICATES_MAX + 1,
    outcome.view.snapshot,
  );
  const contactIds = alike
    .map((card) => card.contactId)
    .filter((id) => id !== contactId)
    .slice(0, DUPLICATES_MAX);
  if (contactIds.length === 0) return outcome;
  const warnings = [new Warning({ code: 'POSSIBLE_DUPLICATE', contactIds })];
  return new ContactChanged(outcome.outcome, outcome.view, log.storeId, warnings);
};
