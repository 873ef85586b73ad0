import { identifyBy } from './auth/identity';
import { openLocalVerifier } from './auth/local-key';
import type { Config } from './cli/config';
import { faultsTo } from './cli/logging';
import { openOptionsOf } from './cli/open-options';
import { openProduct, type Product } from './compose';
import { createContext, type ModelState } from './graphql/context';
import { buildLiaisonSchema } from './graphql/schema';
import { startHttpServer } from './graphql/transport/http-server';
import type { Logger } from './graphql/transport/logger';
import type { Readiness } from './graphql/transport/options';
import type { Liaison } from './handling/liaison';
import type { ModelReport } from './store/projector/model-report';

/** A server that takes requests. */
export interface RunningServer {
  /** Where GraphQL is. */
  readonly url: string;
  readonly liaison: Liaison;
  /** Finishes what runs, within the grace period, and gives the data folder back. */
  close(): Promise<void>;
}

/** Opens the product, does `beforeServing`, and then takes requests; whatever fails leaves nothing open. */
export const startServer = async (
  config: Config,
  logger: Logger,
  beforeServing: (product: Product) => Promise<void> = async () => {},
): Promise<RunningServer> => {
  const { host, port, production, dataFolder, allowedOrigins, shutdownGraceMs } = config;
  const verify = openLocalVerifier({ production, dataFolder });
  const product = await openProduct({ ...openOptionsOf(config), onFault: faultsTo(logger) });
  const { liaison, projector } = product;
  try {
    await beforeServing(product);
    const server = await startHttpServer({
      schema: buildLiaisonSchema(),
      contextOf: (actor, { correlationId, signal }) =>
        createContext({
          liaison,
          correlationId,
          signal,
          modelStates: () => projector.state().map(stateOf),
          ...(actor === undefined ? {} : { actor }),
        }),
      identify: identifyBy(verify),
      readiness: () => readinessOf(product),
      host,
      port,
      logger,
      production,
      graphiql: !production,
      allowedOrigins,
    });
    const takenPort = port === 0 ? Number(new URL(server.url).port) : port;
    logger.info('serving', { host, port: takenPort, storeId: product.log.storeId, pid: process.pid });
    return { url: server.url, liaison, close: () => closeInOrder(server, product, shutdownGraceMs) };
  } catch (fault) {
    await product.close();
    throw fault;
  }
};

const closeInOrder = async (
  server: { close(graceMs: number): Promise<void> },
  product: Product,
  graceMs: number,
): Promise<void> => {
  await server.close(graceMs);
  await product.close();
};

const stateOf = ({ name, checkpoint, status, why }: ModelReport): ModelState => ({
  name,
  checkpoint,
  status,
  ...(why === undefined ? {} : { why: `${why.eventType} at position ${why.position}` }),
});

/** Ready while commands can be recorded and every read model goes on. */
const readinessOf = ({ log, projector }: Product): Readiness => {
  const health = log.health();
  if (health.status === 'failed') return { ready: false, why: health.why };
  const stopped = projector.state().find(({ status }) => status !== 'running');
  return stopped === undefined
    ? { ready: true }
    : { ready: false, why: `read model ${stopped.name} is ${stopped.status}` };
};
