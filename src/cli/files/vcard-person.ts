import type { PersonName } from '../../../events';
import { stated } from '../../domain/stated';
import type { ContactRecord, RecordChannel } from './contact-record';
import { checked, type TEXT_MAX, tidied, UnfitText } from './text-form';
import { channelsOf } from './vcard-channels';
import type { VcardProperty } from './vcard-properties';

/** The person on a card; throws `UnfitText` where a property does not have the form that is kept. */
export const personOf = (line: number, card: readonly VcardProperty[]): ContactRecord => {
  refuseOtherKinds(card);
  const contactId = textOf(card, 'x-liaison-id', 'contactId');
  const uid = textOf(card, 'uid', 'externalId');
  const channels = channelsOf(card);
  // Our own exports give a card without an external id its contact id as UID.
  const ownUid = contactId !== undefined && uid === `urn:uuid:${contactId}`;
  return stated({
    line,
    contactId,
    externalId: ownUid ? undefined : uid,
    externalSystem: textOf(card, 'x-liaison-system', 'system'),
    name: personNameOf(card, channels),
    title: textOf(card, 'title', 'title'),
    department: departmentOf(card),
    channels,
  });
};

const refuseOtherKinds = (card: readonly VcardProperty[]): void => {
  const kind = card.find(({ name }) => name === 'kind')?.parts[0]?.toLowerCase() ?? 'individual';
  const showsAs = card.find(({ name }) => name === 'x-abshowas')?.parts[0]?.toLowerCase();
  if (kind !== 'individual') throw new UnfitText('KIND: expected the card of a person (individual)');
  if (showsAs === 'company') throw new UnfitText('X-ABSHOWAS: expected the card of a person, got a company');
};

const textOf = (
  card: readonly VcardProperty[],
  name: string,
  kind: keyof typeof TEXT_MAX,
): string | undefined => {
  const text = tidied(card.find((property) => property.name === name)?.parts.join(';') ?? '');
  return text === undefined ? undefined : checked(text, kind, name.toUpperCase());
};

const departmentOf = (card: readonly VcardProperty[]): string | undefined => {
  const units = card.find(({ name }) => name === 'org')?.parts.slice(1) ?? [];
  const text = tidied(
    units
      .map((unit) => unit.trim())
      .filter((unit) => unit !== '')
      .join(' / '),
  );
  return text === undefined ? undefined : checked(text, 'department', 'ORG');
};

/** From N; a card with only FN keeps it whole as the family name, unless it is just the e-mail address. */
const personNameOf = (
  card: readonly VcardProperty[],
  channels: readonly RecordChannel[],
): PersonName | undefined => {
  const parts = card.find(({ name }) => name === 'n')?.parts ?? [];
  const part = (...indexes: readonly number[]): string | undefined => {
    const text = tidied(indexes.map((index) => parts[index] ?? '').join(' '));
    return text === undefined ? undefined : checked(text, 'namePart', 'N');
  };
  const name = stated({ prefix: part(3), given: part(1, 2), family: part(0), suffix: part(4) });
  if (Object.keys(name).length > 0) return name;
  const whole = textOf(card, 'fn', 'namePart');
  return whole === undefined || channels.some(({ value }) => value === whole) ? undefined : { family: whole };
};
