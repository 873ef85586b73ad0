import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GRAPHIQL_PAGE, GRAPHIQL_SCRIPT, GRAPHIQL_STYLE } from './graphiql-page';
import type { Handler } from './route';

/** Where the page's scripts and styles are. */
export const ASSET_PREFIX = '/graphiql/';

/**
 * Nothing from elsewhere and no script in the page itself. Styles may stand in elements, as the editor of
 * GraphiQL sets the sizes of its lines there.
 */
const SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'font-src data:',
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

interface Asset {
  readonly type: string;
  readonly load: () => Buffer;
}

const ASSETS: Readonly<Record<string, Asset>> = {
  'graphiql.js': { type: SCRIPT, load: () => fromPackage('graphiql', 'graphiql.min.js') },
  'graphiql.css': { type: STYLE, load: () => fromPackage('graphiql', 'graphiql.min.css') },
  'react.js': { type: SCRIPT, load: () => fromPackage('react', 'umd/react.production.min.js') },
  'react-dom.js': { type: SCRIPT, load: () => fromPackage('react-dom', 'umd/react-dom.production.min.js') },
  'graphql-sse.js': { type: SCRIPT, load: () => fromPackage('graphql-sse', 'umd/graphql-sse.min.js') },
  'page.js': { type: SCRIPT, load: () => Buffer.from(GRAPHIQL_SCRIPT) },
  'page.css': { type: STYLE, load: () => Buffer.from(GRAPHIQL_STYLE) },
};

/** Serves the page at the address of GraphQL itself. */
export const servePage: Handler = (_request, response) =>
  send(response, Buffer.from(GRAPHIQL_PAGE), 'text/html; charset=utf-8', { 'cache-control': 'no-cache' });

/**
 * Serves the page's scripts and styles from the installed packages; undefined for a name there is none of.
 */
export const createAssets = (): ((name: string) => Handler | undefined) => {
  const loaded = new Map<string, { readonly bytes: Buffer; readonly tag: string }>();
  return (name) => {
    const asset = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
    if (asset === undefined) return undefined;
    return (request, response) => {
      const { bytes, tag } = loaded.get(name) ?? load(asset);
      loaded.set(name, { bytes, tag });
      const caching = { etag: tag, 'cache-control': 'no-cache' };
      if (request.headers['if-none-match'] === tag) response.writeHead(304, caching).end();
      else send(response, bytes, asset.type, caching);
    };
  };
};

const load = (asset: Asset): { readonly bytes: Buffer; readonly tag: string } => {
  const bytes = asset.load();
  return { bytes, tag: `"${createHash('sha256').update(bytes).digest('base64url')}"` };
};

const resolveFrom = createRequire(__filename);

/** The packages export no paths to these files, only to their entry or their package.json. */
const fromPackage = (name: string, path: string): Buffer => readFileSync(join(folderOf(name), path));

const folderOf = (name: string): string => {
  const paths = resolveFrom.resolve.paths(name) ?? [];
  const folder = paths.map((modules) => join(modules, name)).find((candidate) => exists(candidate));
  if (folder === undefined)
    throw new Error(`Expected the package ${name} to be installed near ${dirname(__filename)}`);
  return folder;
};

const exists = (folder: string): boolean => {
  try {
    return readFileSync(join(folder, 'package.json')).length > 0;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw fault;
  }
};

const send = (
  response: ServerResponse,
  bytes: Buffer,
  type: string,
  headers: Readonly<Record<string, string>>,
): void => {
  response.writeHead(200, {
    'content-type': type,
    'content-length': bytes.length,
    'content-security-policy': SECURITY_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
};
