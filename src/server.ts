import type { ActorReference } from '../events';
import { IDENTIFY, type UseEntry } from './audit/use-records/use-record';
import { identifyBy } from './auth/identity';
import { openVerifier } from './auth/open-verifier';
import { accessChanges } from './auth/revocation';
import type { Config } from './cli/config';
import { faultsTo, projectorLoggerTo } from './cli/logging';
import { openOptionsOf } from './cli/open-options';
import { openProduct, type Product } from './compose';
import { createContext, type ModelState } from './graphql/context';
import { readTrustedDocuments } from './graphql/limits/read-trusted-documents';
import { presentState } from './graphql/read/view';
import { buildLiaisonSchema } from './graphql/schema';
import { startHttpServer } from './graphql/transport/http-server';
import type { Logger } from './graphql/transport/logger';
import type { Readiness } from './graphql/transport/options';
import type { Liaison } from './handling/liaison';
import type { ModelReport } from './store/projector/model-report';
import { StoreFault } from './store/store-fault';

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
  const { host, port, production, allowedOrigins, shutdownGraceMs, limits, trustedDocumentsPath } = config;
  const trustedDocuments =
    trustedDocumentsPath === undefined ? undefined : readTrustedDocuments(trustedDocumentsPath);
  const verifierFor = await openVerifier(config, {
    onFault: faultsTo(logger),
    onRefused: (outcome) => logger.debug('A token was not taken', { outcome }),
  });
  const product = await openProduct({
    ...openOptionsOf(config),
    onFault: faultsTo(logger),
    projectorLogger: projectorLoggerTo(logger),
  });
  const { liaison, projector, useLog } = product;
  const modelStates = async () => (await projector.state()).map(stateOf);
  try {
    await beforeServing(product);
    const server = await startHttpServer({
      schema: buildLiaisonSchema(),
      contextOf: (actor, origin) =>
        createContext({
          liaison,
          useLog,
          purpose: origin.purpose,
          correlationId: origin.correlationId,
          signal: () => origin.signal,
          modelStates,
          actor,
        }),
      identify: identifyBy(verifierFor(liaison)),
      accessChanges: (signal) => accessChanges(liaison.log, signal),
      settle: ({ use }) => use?.settle(),
      onUnidentified: (correlationId, actor) => useLog.note(unidentified(correlationId, actor)),
      readiness: () => readinessOf(product),
      extensionsOf: () => staleModels(product),
      stateOf: () => (staleModels(product) === undefined ? presentState(liaison) : undefined),
      isRepeatable: ({ use }) => use?.isEmpty ?? true,
      host,
      port,
      logger,
      production,
      graphiql: !production,
      allowedOrigins,
      limits,
      ...(trustedDocuments === undefined ? {} : { trustedDocuments }),
    });
    const takenPort = port === 0 ? Number(new URL(server.url).port) : port;
    logger.info('serving', { host, port: takenPort, storeId: product.log.storeId, pid: process.pid });
    return { url: server.url, liaison, close: () => closeInOrder(server, product, shutdownGraceMs) };
  } catch (fault) {
    await product.close();
    throw fault;
  }
};

/** What was asked for is not known where a token is not taken: the token is looked at first. */
const unidentified = (correlationId: string, actor: ActorReference | undefined): UseEntry => ({
  kind: 'DENIAL',
  ...(actor === undefined ? {} : { actor }),
  operation: IDENTIFY,
  code: 'UNAUTHENTICATED',
  correlationId,
});

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

/** Says of every answer that a read model has stopped and speaks of an older state; nothing where all go on. */
const staleModels = ({ projector }: Product): { readonly stale: readonly string[] } | undefined => {
  const stale = projector.stale();
  return stale.length === 0 ? undefined : { stale };
};

/** Ready while commands can be recorded and every read model goes on. */
const readinessOf = async ({ log, projector }: Product): Promise<Readiness> => {
  const health = log.health();
  if (health.status === 'failed') return { ready: false, why: health.why };
  const stopped = await stoppedModel(projector);
  return stopped === undefined ? { ready: true } : { ready: false, why: stopped };
};

/** Why not every read model goes on. Those in PostgreSQL cannot be asked while it is away. */
const stoppedModel = async (projector: Product['projector']): Promise<string | undefined> => {
  try {
    const stopped = (await projector.state()).find(({ status }) => status !== 'running');
    return stopped === undefined ? undefined : `read model ${stopped.name} is ${stopped.status}`;
  } catch (fault) {
    if (fault instanceof StoreFault) return `the read models cannot be reached: ${fault.message}`;
    throw fault;
  }
};
