import type { ChannelKind } from '../../../events';
import type { RecordChannel } from './contact-record';
import { CHANNELS_MAX, checked, tidied, UnfitText } from './text-form';
import type { VcardProperty } from './vcard-properties';

/** The ways to reach the person on a card, in the order in which they stand there. */
export const channelsOf = (card: readonly VcardProperty[]): readonly RecordChannel[] => {
  const slots = new Map<ChannelKind, number>();
  const channels = card.flatMap((property): readonly RecordChannel[] => {
    const kind = kindOf(property);
    const value = kind === undefined ? undefined : shownValue(property, kind);
    if (kind === undefined || value === undefined) return [];
    const slot = slots.get(kind) ?? 0;
    slots.set(kind, slot + 1);
    const doNotContact = property.parameters['x-do-not-contact']?.[0]?.toLowerCase() === 'true';
    return [
      {
        kind,
        slot,
        value: checked(value, kind, property.name.toUpperCase()),
        ...(isPreferred(property, card) ? { preferred: true } : {}),
        ...(doNotContact ? { doNotContact: true } : {}),
      },
    ];
  });
  if (channels.length > CHANNELS_MAX) {
    throw new UnfitText(`EMAIL, TEL, ADR, URL, IMPP: expected at most ${CHANNELS_MAX} together`);
  }
  return channels;
};

const KINDS: Readonly<Record<string, ChannelKind>> = {
  email: 'EMAIL',
  tel: 'PHONE',
  adr: 'ADDRESS',
  url: 'SOCIAL',
  impp: 'SOCIAL',
  socialprofile: 'SOCIAL',
  'x-socialprofile': 'SOCIAL',
};

const kindOf = (property: VcardProperty): ChannelKind | undefined => {
  if (property.name !== 'tel') return KINDS[property.name];
  const types = typesOf(property);
  if (types.some((type) => ['cell', 'iphone', 'mobile'].includes(type))) return 'MOBILE';
  return types.some((type) => ['fax', 'pager', 'modem'].includes(type)) ? undefined : 'PHONE';
};

const typesOf = ({ parameters }: VcardProperty): readonly string[] =>
  (parameters.type ?? []).flatMap((types) => types.toLowerCase().split(','));

const shownValue = ({ name, parts }: VcardProperty, kind: ChannelKind): string | undefined => {
  if (kind === 'ADDRESS') {
    const [box, extended, street, city, region, postalCode, country] = parts;
    const inOrder = [street, extended, box, postalCode, city, region, country];
    const shown = inOrder.map((part) => tidied(part ?? '', ', ')).filter((part) => part !== undefined);
    return tidied(shown.join(', '));
  }
  const value = tidied(parts.join(';'));
  return name === 'tel' ? value?.replace(/^tel:/i, '').replace(/;ext=/i, ' ext. ') : value;
};

/** Version 4.0 ranks with PREF (1 first), version 3.0 says TYPE=pref. */
const isPreferred = (property: VcardProperty, card: readonly VcardProperty[]): boolean => {
  if (typesOf(property).includes('pref')) return true;
  const best = Math.min(...card.filter(({ name }) => name === property.name).map(rankOf));
  return Number.isFinite(best) && rankOf(property) === best;
};

const rankOf = ({ parameters }: VcardProperty): number => {
  const rank = Number(parameters.pref?.[0] ?? Number.NaN);
  return Number.isInteger(rank) && rank >= 1 && rank <= 100 ? rank : Number.POSITIVE_INFINITY;
};
