import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { discoveryAddressOf, mayFetchFrom } from './addresses';
import { KEY_SET_BYTES_MAX, KeysUnavailable, keySetOf } from './key-set';
import type { LoadKeys } from './refreshing-keys';

/** The longest one request to an issuer may take. */
export const FETCH_MS_MAX = 5_000;

/** Loads the keys from a file. */
export const keysFromFile =
  (path: string): LoadKeys =>
  async () => {
    if ((await stat(path)).size > KEY_SET_BYTES_MAX) throw tooLong();
    return keySetOf(parsed(await readFile(path, 'utf8')));
  };

/** Loads the keys from where the issuer says they are; what it says must be said by this very issuer. */
export const keysByDiscovery =
  (issuer: string, production: boolean): LoadKeys =>
  async () => {
    const said = CONFIGURATION.safeParse(await fetchJson(discoveryAddressOf(issuer), production));
    if (!said.success) throw new KeysUnavailable('Expected issuer and jwks_uri in the discovery document');
    if (said.data.issuer !== issuer)
      throw new KeysUnavailable('Expected what the issuer itself says, got another issuer’s');
    return keySetOf(await fetchJson(said.data.jwks_uri, production));
  };

const CONFIGURATION = z.object({ issuer: z.string(), jwks_uri: z.string().max(2_000) });

const fetchJson = async (address: string, production: boolean): Promise<unknown> => {
  if (!mayFetchFrom(address, production))
    throw new KeysUnavailable('Expected an https address of the issuer');
  const response = await fetch(address, {
    headers: { accept: 'application/json, application/jwk-set+json' },
    // A redirect could lead to an address that would be refused here.
    redirect: 'error',
    signal: AbortSignal.timeout(FETCH_MS_MAX),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new KeysUnavailable(`Expected 200 of the issuer, got ${response.status}`);
  }
  return parsed(await textOf(response));
};

/** Reads no further than the bound: what an issuer sends is not trusted to be short. */
const textOf = async ({ body }: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > KEY_SET_BYTES_MAX) throw tooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const tooLong = (): KeysUnavailable =>
  new KeysUnavailable(`Expected at most ${KEY_SET_BYTES_MAX} bytes of keys`);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new KeysUnavailable('Expected JSON of the issuer, got something else');
  }
};
