import Fastify from 'fastify';
import mercurius from 'mercurius';
import { serveTasks } from '../harness/child';
import { resolversFor, SDL, type ServedRows } from '../serving/served-rows';

/** Mercurius with compiled execution, the fastest GraphQL server of the field. */
const serve = async (rows: ServedRows): Promise<number> => {
  const app = Fastify();
  await app.register(mercurius, { schema: SDL, resolvers: resolversFor(rows), jit: 1 });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error(`expected a port, got ${String(address)}`);
};

serveTasks({ serve });
