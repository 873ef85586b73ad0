import { Agent, request } from 'node:http';
import { IdentityError } from '../../../src/auth/identity';
import { createContext } from '../../../src/graphql/context';
import { buildLiaisonSchema } from '../../../src/graphql/schema';
import { startHttpServer } from '../../../src/graphql/transport/http-server';
import type { HttpServer } from '../../../src/graphql/transport/options';
import type { World } from './world';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const HOUR_MS = 3_600_000;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** The product behind its real HTTP server; the token of a prober is its place in the list. */
export const matrixServer = ({ opened, probers }: World): Promise<HttpServer> => {
  const { liaison, useLog } = opened.product;
  return startHttpServer({
    schema: buildLiaisonSchema(),
    contextOf: (actor, { correlationId, signal }) =>
      createContext({
        liaison,
        useLog,
        correlationId,
        signal,
        modelStates: async () => [],
        ...(actor === undefined ? {} : { actor }),
      }),
    identify: async (authorization) => {
      if (authorization === undefined) return undefined;
      const actor = probers[Number(authorization.slice('Bearer '.length))]?.actor;
      if (actor === undefined) throw new IdentityError();
      return { actor, expiresAtMs: Date.now() + HOUR_MS };
    },
    settle: async ({ use }) => use?.settle(),
    readiness: () => ({ ready: true }),
    host: '127.0.0.1',
    port: 0,
    logger: silent,
    production: true,
    graphiql: false,
    allowedOrigins: [],
    limits: { ratePerSecond: 100_000_000, rateBurst: 1_000_000_000 },
  });
};

/** A request over a kept connection; the whole body as it came. */
export const asked = (
  url: string,
  token: string | undefined,
  query: string,
  variables: object,
): Promise<string> =>
  new Promise((resolve, reject) => {
    const body = Buffer.from(JSON.stringify({ query, variables }));
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const sent = request(url, { method: 'POST', agent, headers });
    sent.once('error', reject);
    sent.once('response', async (answer) => {
      const pieces: Buffer[] = [];
      for await (const piece of answer) pieces.push(piece);
      resolve(Buffer.concat(pieces).toString('utf8'));
    });
    sent.end(body);
  });

/** Gives back the kept connections. */
export const hangUp = (): void => agent.destroy();
