import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type ClientRequest, type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import WebSocket from 'ws';
import { identifyBy } from '../../src/auth/identity';
import { localTokenVerifier, signLocalToken } from '../../src/auth/local-tokens';
import type { Actor } from '../../src/domain/actor';
import { startHttpServer } from '../../src/graphql/transport/http-server';
import type { LogFields, Logger } from '../../src/graphql/transport/logger';
import type { HttpServer, HttpServerOptions, Readiness } from '../../src/graphql/transport/options';
import { HANG_MS } from '../until';
import { newWatch, type TryContext, trySchema, type Watch } from './try-schema';

export const key = new Uint8Array(randomBytes(32));
export const administrator: Actor = { kind: 'ADMINISTRATOR', id: 'alice' };
export const tokenFor = (actor: Actor, lifetimeSeconds = 60): Promise<string> =>
  signLocalToken({ actor, key, lifetimeSeconds });

/** Authorization that ends soon, and not before what is begun with it has begun: a lifetime of 1 may be over at once. */
export const expiring = async (): Promise<string> => `Bearer ${await tokenFor(administrator, 4)}`;

export interface Line extends LogFields {
  readonly level: string;
  readonly message: string;
}

export interface TryServer extends HttpServer {
  readonly lines: Line[];
  readonly watch: Watch;
  readonly port: number;
  readonly address: (path: string) => string;
  readiness: Readiness;
}

/** A logger that keeps its lines. */
const keeping = (lines: Line[]): Logger => {
  const at = (level: string) => (message: string, fields?: LogFields) =>
    void lines.push({ level, message, ...fields });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
};

const open: TryServer[] = [];

/** Starts a server on a free port; `stopServers` ends it. */
export const startTryServer = async (
  given: Partial<HttpServerOptions<TryContext>> = {},
): Promise<TryServer> => {
  const lines: Line[] = [];
  const watch = newWatch();
  const state = { readiness: { ready: true } as Readiness };
  const started = await startHttpServer<TryContext>({
    schema: trySchema(),
    contextOf: (actor, { correlationId, purpose, signal }) => ({
      actor,
      correlationId,
      purpose,
      signal,
      watch,
    }),
    identify: identifyBy(localTokenVerifier(key)),
    readiness: () => state.readiness,
    host: '127.0.0.1',
    port: 0,
    logger: keeping(lines),
    production: false,
    graphiql: true,
    allowedOrigins: ['https://crm.example'],
    ...given,
  });
  const { origin, port } = new URL(started.url);
  const server = Object.assign(state, started, {
    lines,
    watch,
    port: Number(port),
    address: (path: string) => `${origin}${path}`,
  });
  open.push(server);
  return server;
};

export const stopServers = async (): Promise<void> => {
  for (const server of open.splice(0)) await server.close(0);
};

/** A GraphQL request over POST, answered as JSON. */
export const post = async (
  server: TryServer,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Answer; headers: Headers }> => {
  const answer = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Answer, headers: answer.headers };
};

/** One at least: a test that finds none fails by itself. */
export type Some<Item> = readonly [Item, ...Item[]];

export interface AnswerError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** A GraphQL response, as far as tests look at it. */
export interface Answer {
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: Some<AnswerError>;
  readonly extensions?: unknown;
}

/** A message of graphql-transport-ws; the payload of an `error` is the errors themselves. */
export interface SocketMessage {
  readonly id?: string;
  readonly type: string;
  readonly payload: Answer & Some<AnswerError>;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A request made by hand, as no well-behaved client makes it. */
export const raw = (
  server: TryServer,
  {
    method = 'POST',
    path = '/graphql',
    headers = {},
    pieces = [],
  }: {
    method?: string;
    path?: string;
    headers?: Record<string, string | string[]>;
    pieces?: readonly (string | Buffer)[];
  },
): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const sent: ClientRequest = request({
      host: '127.0.0.1',
      port: server.port,
      method,
      path,
      headers,
      agent: false,
    });
    sent.once('error', reject);
    sent.once('response', async (answer) => {
      let text = '';
      for await (const piece of answer) text += piece;
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
    });
    for (const piece of pieces) sent.write(piece);
    sent.end();
  });

/** Bytes on the wire as they are, and what comes back until the server hangs up. */
export const wire = async (server: TryServer, bytes: string): Promise<string> => {
  const socket = connect(server.port, '127.0.0.1');
  let text = '';
  socket.on('data', (piece) => {
    text += piece;
  });
  socket.end(bytes);
  await once(socket, 'close');
  return text;
};

/** Waits until something is so, and fails where it does not come to be. */
export const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  const giveUpAt = Date.now() + HANG_MS;
  while (!(await isSo())) {
    if (Date.now() > giveUpAt) throw new Error(`Expected it to become so: ${isSo}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** A WebSocket speaking graphql-transport-ws by hand. */
export class TrySocket {
  readonly messages: SocketMessage[] = [];
  closed: { readonly code: number; readonly reason: string } | undefined;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => this.messages.push(JSON.parse(String(data))));
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) };
    });
    socket.on('error', () => undefined);
  }

  static async open(
    server: TryServer,
    options: { origin?: string; protocol?: string; authorization?: string } = {},
  ) {
    const { protocol = 'graphql-transport-ws', origin, authorization } = options;
    const socket = new WebSocket(server.url.replace('http', 'ws'), protocol, {
      ...(origin === undefined ? {} : { origin }),
      ...(authorization === undefined ? {} : { headers: { authorization } }),
    });
    const tried = new TrySocket(socket);
    await once(socket, 'open');
    return tried;
  }

  static async ready(server: TryServer, payload?: object): Promise<TrySocket> {
    const tried = await TrySocket.open(server);
    tried.send({ type: 'connection_init', ...(payload === undefined ? {} : { payload }) });
    await until(() => tried.messages.length > 0 || tried.closed !== undefined);
    return tried;
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  subscribe(id: string, query: string, rest: object = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, ...rest } });
  }

  of(id: string): Some<SocketMessage> {
    return this.messages.filter((message) => message.id === id) as unknown as Some<SocketMessage>;
  }

  /** The messages of an operation once it has ended, by `complete` or by `error`. */
  async answered(id: string): Promise<Some<SocketMessage>> {
    await until(() => this.of(id).some(({ type }) => type === 'complete' || type === 'error'));
    return this.of(id);
  }

  async ended(): Promise<{ readonly code: number; readonly reason: string }> {
    await until(() => this.closed !== undefined);
    return this.closed as { code: number; reason: string };
  }
}

export interface StreamMessage {
  readonly event: string;
  readonly data: Answer;
}

/** An operation over SSE, read to its end. */
export const streamed = async (
  server: TryServer,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; messages: Some<StreamMessage>; text: string }> => {
  const answer = await openStream(server, body, headers);
  const text = await answer.text();
  return { status: answer.status, text, messages: messagesOf(text) };
};

export const openStream = (
  server: TryServer,
  body: unknown,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Response> =>
  fetch(`${server.url}/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });

export const messagesOf = (text: string): Some<StreamMessage> =>
  text
    .split('\n\n')
    .filter((block) => block.startsWith('event: '))
    .map((block) => {
      const [event = '', data = ''] = block.split('\n').map((line) => line.replace(/^\w+: ?/, ''));
      return { event, data: data === '' ? null : JSON.parse(data) };
    }) as unknown as Some<StreamMessage>;
