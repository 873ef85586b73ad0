import { closeSync, openSync, writeSync } from 'node:fs';
import { everybodyElse } from './planned-commands';
import { TIERS } from './tiers';

const LINES_AT_ONCE = 1_000;
const HEADINGS = 'ContactID,FirstName,LastName,Title,Email,Phone\n';

/** Writes a table of so many people, with the column names of a Salesforce export. */
export const writeContactsFile = (path: string, contacts: number): void => {
  const tier = { ...TIERS.tiny, partnerContacts: 0, accountContacts: contacts, organizations: 0 };
  const file = openSync(path, 'w');
  let lines = [HEADINGS];
  for (const [planned] of everybodyElse(tier)) {
    if (planned?.name !== 'registerContact') continue;
    const {
      contactId,
      name,
      title,
      channels = [],
    } = planned.command as {
      readonly contactId: string;
      readonly name: { readonly given: string; readonly family: string };
      readonly title: string;
      readonly channels?: readonly { readonly value: string }[];
    };
    const [email, phone] = channels.map(({ value }) => value);
    lines.push(`${contactId},${name.given},${name.family},${title},${email},${phone}\n`);
    if (lines.length >= LINES_AT_ONCE) {
      writeSync(file, lines.join(''));
      lines = [];
    }
  }
  writeSync(file, lines.join(''));
  closeSync(file);
};
