import { refuseValue } from '../json-text';

/** Streams in which the store keeps what no reader of the log sees. */
export const COMMAND_STREAMS = 'liaisonCommand-';
/** The stream that holds the id of the store. */
export const STORE_STREAM = 'liaisonStore';

/** What the server itself writes begins with this. */
const SYSTEM = '$';

/** For the server's filter on stream names: everything but what the server and this store write for themselves. */
export const READERS_EVENTS = `^(?!\\${SYSTEM}|${COMMAND_STREAMS}|${STORE_STREAM})`;

/** Whether readers of the log see the events of a stream. */
export const isForReaders = ({
  streamId,
  type,
}: {
  readonly streamId: string;
  readonly type: string;
}): boolean =>
  ![streamId, type].some((name) => name.startsWith(SYSTEM)) &&
  !streamId.startsWith(COMMAND_STREAMS) &&
  !streamId.startsWith(STORE_STREAM);

/** Refuses names that the server or this store keeps for itself. */
export const requireFreeNames = (stream: string, events: readonly { readonly type: string }[]): void => {
  if (!isForReaders({ streamId: stream, type: '' })) {
    refuseValue(
      'stream',
      `a name that begins neither with ${SYSTEM} nor with ${COMMAND_STREAMS} or ${STORE_STREAM}`,
    );
  }
  if (events.some(({ type }) => type.startsWith(SYSTEM)))
    refuseValue('type', `no ${SYSTEM} at its beginning`);
};
