import { StoreFault } from '../store-fault';

const SCHEMES = /^(?:esdb|kurrentdb|kurrent|kdb)(?<discover>\+discover)?:\/\//;

/** The options of a connection string that the client knows and this store can work with. */
const OPTIONS: ReadonlySet<string> = new Set([
  'tls',
  'tlsverifycert',
  'tlscafile',
  'usercertfile',
  'userkeyfile',
  'connectionname',
  'nodepreference',
  'discoveryinterval',
  'maxdiscoverattempts',
  'gossiptimeout',
  'keepaliveinterval',
  'keepalivetimeout',
  'defaultdeadline',
]);

/**
 * A connection string that the client takes. It is checked before the client sees it: the client prints the whole
 * string, password and all, when it does not know an option. Throws `INVALID` without any part of it.
 */
export const connectionString = (url: string): string => {
  const scheme = SCHEMES.exec(url);
  if (scheme === null) throw invalid('to begin with kurrentdb:// or kurrentdb+discover://');
  const rest = url.slice(scheme[0].length);
  const [place = '', query, ...more] = rest.split('?');
  if (place.replace(/^[^@]*@/, '').replace(/\/+$/, '') === '') throw invalid('to name a host');
  if (more.length > 0) throw invalid('to have one ?');
  for (const option of query?.split('&') ?? []) {
    const [name = '', value] = option.split('=');
    if (value === undefined || !OPTIONS.has(name.toLowerCase())) {
      throw invalid(`its options to be among ${[...OPTIONS].join(', ')}`);
    }
  }
  // The old name of the scheme means the same, but the client complains about it on the console.
  return `kurrentdb${scheme.groups?.discover ?? ''}://${rest}`;
};

const invalid = (expected: string): StoreFault =>
  new StoreFault('INVALID', `the connection string of the event store: expected ${expected}`);
