import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** A key pair of an issuer under its name. */
export interface Key {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

export const newKey = async (kid: string, alg = 'RS256'): Promise<Key> => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
};

export const AUDIENCE = 'https://liaison.example/api';
export const nowS = (): number => Math.floor(Date.now() / 1_000);

/** What differs from a good token; `undefined` leaves a claim or a header parameter out. */
export interface Different {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** A token that is good but for what differs. */
export const tokenOf = (
  issuer: string,
  key: Key,
  { header = {}, claims = {} }: Different = {},
): Promise<string> => {
  const good = { iss: issuer, aud: AUDIENCE, sub: 'person-1', iat: nowS(), exp: nowS() + 300 };
  const payload = JSON.parse(JSON.stringify({ ...good, jti: 'j', client_id: 'crm', ...claims }));
  return new SignJWT(payload)
    .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'at+jwt', ...header })
    .sign(key.privateKey);
};

/** An identity provider on this machine. */
export interface Issuer {
  readonly url: string;
  /** What it publishes; a test may change it at any time. */
  keys: readonly JWK[];
  /** What its discovery document says beside the usual. */
  said: Readonly<Record<string, unknown>>;
  /** Answers every request with this status while it is set. */
  failsWith: number | undefined;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

export const startIssuer = async (keys: readonly Key[]): Promise<Issuer> => {
  const server = createServer((request, response) => {
    issuer.asked.push(request.url ?? '');
    const answers: Readonly<Record<string, unknown>> = {
      '/.well-known/openid-configuration': {
        issuer: issuer.url,
        jwks_uri: `${issuer.url}/keys`,
        ...issuer.said,
      },
      '/keys': { keys: issuer.keys },
    };
    const answer = answers[request.url ?? ''];
    response.writeHead(issuer.failsWith ?? (answer === undefined ? 404 : 200), {
      'content-type': 'application/json',
      location: '/keys',
    });
    response.end(JSON.stringify(answer ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer: Issuer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys: keys.map(({ jwk }) => jwk),
    said: {},
    failsWith: undefined,
    asked: [],
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return issuer;
};
