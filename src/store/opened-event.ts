import type { RecordedEvent } from '../../events';
import { decode, type UndecodedEvent } from '../../events/codec';
import type { JsonObject } from '../../events/event';
import type { KeyFinder } from '../keys/key-ring';
import type { StoredEvent } from './event-store';
import { reasonSubjectOf, unsealPersonal, unsealReason } from './sealed-personal';

/**
 * A stored event in today's version. What is sealed in it opens when it is first read and is then kept: a reader that
 * needs no personal data (most of a rebuild) pays for none. Copies (`{ ...event }`, JSON) hold it in the clear.
 */
export const openEvent = (stored: StoredEvent, keys: KeyFinder): RecordedEvent =>
  decode(withOpenPersonal(withOpenReason(stored, keys), keys));

const withOpenPersonal = (
  stored: UndecodedEvent & { readonly personal?: JsonObject },
  keys: KeyFinder,
): UndecodedEvent => {
  const { personal: sealed, eventId } = stored;
  if (sealed === undefined) return stored;
  let opened: JsonObject | undefined;
  const { type, version, data, metadata, commandId, stream, revision, position, recordedAt } = stored;
  return {
    eventId,
    type,
    version,
    stream,
    revision,
    position,
    recordedAt,
    commandId,
    data,
    get personal() {
      opened ??= unsealPersonal(sealed, eventId, keys);
      return opened;
    },
    metadata,
  };
};

const withOpenReason = (stored: StoredEvent, keys: KeyFinder): StoredEvent => {
  const { reason: sealed, ...metadata } = stored.metadata;
  if (sealed === undefined) return stored;
  const subject = reasonSubjectOf(stored.data, stored.stream);
  let opened: ReturnType<typeof unsealReason> | undefined;
  const withReason = {
    ...metadata,
    get reason() {
      if (opened === undefined) opened = unsealReason(sealed, subject, stored.eventId, keys);
      return opened;
    },
  };
  return { ...stored, metadata: withReason };
};
