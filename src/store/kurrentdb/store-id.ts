import { randomUUID } from 'node:crypto';
import type { JSONEventData } from '@kurrent/kurrentdb-client';
import { StoreFault } from '../store-fault';
import type { Records } from './records';
import type { Writer } from './writer';

/** The id of the store, made by whoever opens it first; it stands in a stream of its own. */
export const storeIdIn = async (writer: Writer, records: Records, stream: string): Promise<string> => {
  const known = await read(records, stream);
  if (known !== undefined) return known;
  const id = randomUUID();
  const event: JSONEventData = {
    id,
    contentType: 'application/json',
    type: 'liaison-store',
    data: { storeId: id },
    metadata: undefined,
  };
  const written = await writer.write({
    stream,
    events: () => [event],
    bytes: 0,
    after: 'none',
    purpose: 'note',
  });
  if (written.outcome === 'written') return id;
  const others = await read(records, stream);
  if (others !== undefined) return others;
  throw new StoreFault('CORRUPT', `expected the id of the store in the stream ${stream}, found none`);
};

const read = async (records: Records, stream: string): Promise<string | undefined> => {
  const [first] = await records.ofStream(stream, { limit: 1 });
  const { storeId } = (first?.data ?? {}) as { readonly storeId?: unknown };
  return typeof storeId === 'string' ? storeId : undefined;
};
