import type { Json } from '../../events/event';
import type { SubjectKey } from '../keys/key-ring';
import { type SealedPlace, seal, unseal } from '../keys/seal';
import { RecentlyUsed } from './recently-used';

/** The most values that are remembered from their sealing on. */
export const SEALED_REMEMBERED_MAX = 2_000;
/** Longer ones (in characters of JSON) are not remembered. */
export const SEALED_CHARACTERS_MAX = 1_000;

/**
 * What this process sealed last, by the sealed text, of which no other value has the same: the read models open it a
 * moment later. Who opens it must have found its key, as ever.
 */
const LATELY = new RecentlyUsed<{
  readonly text: string;
  readonly key: SubjectKey;
  readonly place: SealedPlace;
}>(SEALED_REMEMBERED_MAX);

/** Seals a value and remembers it for a while, as text: an object would be shared by all who open it. */
export const sealAndRemember = (value: Json, key: SubjectKey, place: SealedPlace): string => {
  const sealed = seal(value, key, place);
  const text = JSON.stringify(value);
  if (text.length <= SEALED_CHARACTERS_MAX) LATELY.set(sealed, { text, key, place });
  return sealed;
};

/** Opens a sealed value: what is remembered opens with the same key and in the same place only, as all else does. */
export const openSealed = (sealed: unknown, key: SubjectKey, place: SealedPlace): Json => {
  const lately = typeof sealed === 'string' ? LATELY.get(sealed) : undefined;
  const isRemembered = lately !== undefined && lately.key === key && isSame(lately.place, place);
  return isRemembered ? (JSON.parse(lately.text) as Json) : unseal(sealed, key, place);
};

const isSame = (one: SealedPlace, other: SealedPlace): boolean =>
  one.eventId === other.eventId && one.subject === other.subject && one.field === other.field;
