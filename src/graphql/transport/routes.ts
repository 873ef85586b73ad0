import type { IncomingMessage } from 'node:http';
import { ASSET_PREFIX, createAssets, servePage } from './graphiql';
import type { HttpServerOptions } from './options';
import { preflightHeaders } from './origins';
import { problem, sendJson, sendProblem } from './problem';
import type { Handler } from './route';

/** Where GraphQL is. */
export const GRAPHQL_PATH = '/graphql';
/** Where GraphQL over SSE is. */
export const STREAM_PATH = '/graphql/stream';

/** What a path answers, by method. */
type Methods = Readonly<Record<string, Handler>>;

/** The parts that a server is put together from. */
export interface Parts {
  readonly post: Handler;
  readonly stream: Handler;
  readonly isStopping: () => boolean;
}

/** Finds the handler of a request: one table of paths, 404 and 405 for everything else. */
export const createRoutes = <Context extends object>(
  options: HttpServerOptions<Context>,
  { post, stream, isStopping }: Parts,
): ((request: IncomingMessage) => Handler) => {
  const asset = createAssets();
  const preflight: Handler = ({ headers }, response) => {
    response.writeHead(204, preflightHeaders(headers, options.allowedOrigins)).end();
  };
  const paths: Readonly<Record<string, Methods>> = {
    [GRAPHQL_PATH]: { POST: post, OPTIONS: preflight, ...(options.graphiql ? { GET: pageOrHint } : {}) },
    [STREAM_PATH]: { POST: stream, OPTIONS: preflight },
    '/livez': { GET: (_request, response) => sendJson(response, 200, { status: 'alive' }) },
    '/readyz': { GET: readinessHandler(options, isStopping) },
    ...(options.graphiql ? { '/': { GET: toGraphiql } } : {}),
  };
  return ({ url = '/', method = 'GET' }) => {
    const end = url.indexOf('?');
    const path = end === -1 ? url : url.slice(0, end);
    const methods = methodsOf(paths, path) ?? (options.graphiql ? assetMethods(asset, path) : undefined);
    if (methods === undefined) return notFound;
    return methodsOf(methods, method === 'HEAD' ? 'GET' : method) ?? notAllowed(Object.keys(methods));
  };
};

const methodsOf = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

const assetMethods = (asset: (name: string) => Handler | undefined, path: string): Methods | undefined => {
  const handler = path.startsWith(ASSET_PREFIX) ? asset(path.slice(ASSET_PREFIX.length)) : undefined;
  return handler === undefined ? undefined : { GET: handler };
};

const pageOrHint: Handler = (request, response, correlationId) =>
  (request.headers.accept ?? '').includes('text/html')
    ? servePage(request, response, correlationId)
    : notAllowed(['POST'])(request, response, correlationId);

const toGraphiql: Handler = (_request, response) => {
  response.writeHead(302, { location: GRAPHQL_PATH, 'content-length': 0 }).end();
};

const readinessHandler =
  <Context extends object>({ readiness }: HttpServerOptions<Context>, isStopping: () => boolean): Handler =>
  async (_request, response) => {
    const state = isStopping() ? { ready: false as const, why: 'stopping' } : await readiness();
    if (state.ready) sendJson(response, 200, { status: 'ready' });
    else sendJson(response, 503, { status: 'not ready', why: state.why });
  };

const notFound: Handler = (_request, response) =>
  sendProblem(response, problem(404, 'NOT_FOUND', `There is nothing here. GraphQL is at ${GRAPHQL_PATH}.`));

const notAllowed =
  (methods: readonly string[]): Handler =>
  (_request, response) =>
    sendProblem(
      response,
      problem(405, 'METHOD_NOT_ALLOWED', `Use ${methods.join(' or ')} here.`, { allow: methods.join(', ') }),
    );
