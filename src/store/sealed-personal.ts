import type { EncodedEvent } from '../../events/codec';
import type { EventMetadata, Json, JsonObject } from '../../events/event';
import type { KeyFinder, SubjectKey } from '../keys/key-ring';
import type { StoredEvent } from './event-store';
import { openSealed, sealAndRemember } from './sealed-lately';

/** The field under which the reason of a command is sealed. */
export const REASON_FIELD = 'reason';

type Keys = ReadonlyMap<string, SubjectKey>;

/**
 * Whose key seals what an actor wrote in free text: the person's, else the organization's or account's, else the one
 * of the stream's family (`roleCatalogue`, `cascade`). There is always one: no free text stands in the clear.
 */
export const reasonSubjectOf = (data: unknown, stream: string): string => {
  const { contactId, holderId, partnerOrganizationId, accountId, subjectStream } = isObject(data) ? data : {};
  const named = [contactId, holderId, partnerOrganizationId, accountId].find((id) => typeof id === 'string');
  if (typeof named === 'string') return named;
  // Of a command that changed nothing: the person its reason may tell about, so that erasure reaches it too.
  const [, id] = typeof subjectStream === 'string' ? (ONE_SUBJECT.exec(subjectStream) ?? []) : [];
  return id ?? stream.replace(/-.*$/s, '');
};

const ONE_SUBJECT = /^(?:contact|partnerOrganization|account)-(.+)$/s;

/** Everybody whose key is needed to seal the event. */
export const subjectsOf = (
  { data, personal }: EncodedEvent,
  { reason }: EventMetadata,
  stream: string,
): readonly string[] => {
  const told = Object.entries(personal ?? {}).flatMap(([subject, fields]) =>
    fields === null ? [] : [subject],
  );
  return typeof reason === 'string' ? [...told, reasonSubjectOf(data, stream)] : told;
};

/** Everybody whose key is needed to open the stored event; someone may be told twice. */
export const sealedSubjectsOf = ({
  data,
  personal,
  metadata,
  stream,
}: Pick<StoredEvent, 'data' | 'personal' | 'metadata' | 'stream'>): readonly string[] => {
  const told = Object.entries(personal ?? {}).flatMap(([subject, fields]) =>
    fields === null ? [] : [subject],
  );
  const { reason } = metadata;
  return reason === undefined || reason === null ? told : [...told, reasonSubjectOf(data, stream)];
};

/** Personal data with each field sealed on its own under its subject's key. */
export const sealPersonal = (personal: JsonObject, eventId: string, keys: Keys): JsonObject =>
  mapObject(personal, (fields, subject) =>
    isObject(fields)
      ? mapObject(fields, (value, field) =>
          sealAndRemember(value, keyIn(keys, subject), { eventId, subject, field }),
        )
      : null,
  );

/** Personal data in the clear; `null` for a subject whose key is destroyed. */
export const unsealPersonal = (personal: JsonObject, eventId: string, keys: KeyFinder): JsonObject => {
  if (!isObject(personal))
    throw new Error(`event ${eventId}: expected an object under personal, got something else`);
  return mapObject(personal, (fields, subject) => {
    if (fields === null) return null;
    if (!isObject(fields))
      throw new Error(`event ${eventId}: expected sealed fields of subject ${subject} or null`);
    const key = keys.find(subject);
    if (key === undefined) return null;
    return mapObject(fields, (value, field) => openSealed(value, key, { eventId, subject, field }));
  });
};

/** Metadata whose reason, where there is one, is sealed under the key of `subject`. */
export const sealReason = (
  metadata: EventMetadata,
  subject: string,
  eventId: string,
  keys: Keys,
): JsonObject => {
  const { reason } = metadata;
  // Metadata holds nothing but JSON; its type has no index signature.
  const plain = metadata as unknown as JsonObject;
  if (typeof reason !== 'string') return plain;
  return {
    ...plain,
    reason: sealAndRemember(reason, keyIn(keys, subject), { eventId, subject, field: REASON_FIELD }),
  };
};

/** The reason in the clear; `null` where it was erased. */
export const unsealReason = (reason: Json, subject: string, eventId: string, keys: KeyFinder): Json => {
  const key = reason === null ? undefined : keys.find(subject);
  return key === undefined ? null : openSealed(reason, key, { eventId, subject, field: REASON_FIELD });
};

const keyIn = (keys: Keys, subject: string): SubjectKey => {
  const key = keys.get(subject);
  if (key === undefined) throw new Error(`expected a key of subject ${subject}, got none`);
  return key;
};

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const mapObject = (object: JsonObject, change: (value: Json, name: string) => Json): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
