const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether keys may be fetched from there: over https, or in development from the machine itself. */
export const mayFetchFrom = (address: string, production: boolean): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, hash } = new URL(address);
  if (username !== '' || password !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && !production && LOOPBACK.has(hostname));
};

/** Where an issuer says where its keys are (OpenID Connect Discovery 1.0, section 4). */
export const discoveryAddressOf = (issuer: string): string =>
  `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
