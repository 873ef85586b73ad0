import { once } from 'node:events';
import type { Server } from 'node:http';

/** Lets a server listen at any free port and answers which. */
export const listening = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error(`expected a port, got ${String(address)}`);
};
