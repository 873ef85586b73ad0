import { gzipSync } from 'node:zlib';
import { type Answer, raw, startTryServer, stopServers, type TryServer, wire } from './try-server';

let server: TryServer;
beforeAll(async () => {
  server = await startTryServer();
});
afterAll(stopServers);

const json = { 'content-type': 'application/json' };
const hello = JSON.stringify({ query: '{ hello }' });
const asking = (body: unknown) => ({
  headers: json,
  pieces: [typeof body === 'string' ? body : JSON.stringify(body)],
});
const echo = (input: unknown) =>
  asking({ query: 'query ($input: Echo!) { echo(input: $input) }', variables: { input } });
const deep = (depth: number) => `{ page { nodes { ${'self { '.repeat(depth)} id ${'}'.repeat(depth)} } } }`;

type Bad = readonly [what: string, request: Parameters<typeof raw>[1], status: number, code: string];

const BAD: readonly Bad[] = [
  ['an empty body', asking(''), 400, 'BAD_JSON'],
  ['no JSON', asking('query { hello }'), 400, 'BAD_JSON'],
  ['half of a JSON text', asking(hello.slice(0, 8)), 400, 'BAD_JSON'],
  ['two JSON texts', asking(hello + hello), 400, 'BAD_JSON'],
  [
    'bytes that are no UTF-8',
    { headers: json, pieces: [Buffer.from('{"query":"{ hello }\xff"}', 'latin1')] },
    400,
    'BAD_JSON',
  ],
  ['UTF-16', { headers: json, pieces: [Buffer.from(hello, 'utf16le')] }, 400, 'BAD_JSON'],
  ['null', asking('null'), 400, 'BAD_REQUEST'],
  ['a number', asking('1'), 400, 'BAD_REQUEST'],
  ['a text', asking('"{ hello }"'), 400, 'BAD_REQUEST'],
  ['an empty object', asking({}), 400, 'BAD_REQUEST'],
  ['an array of operations', asking([{ query: '{ hello }' }]), 400, 'BATCHING_NOT_SUPPORTED'],
  ['a query that is a number', asking({ query: 1 }), 400, 'BAD_REQUEST'],
  ['a query that is blank', asking({ query: '  ' }), 400, 'BAD_REQUEST'],
  ['a query that is a parsed document', asking({ query: { kind: 'Document' } }), 400, 'BAD_REQUEST'],
  ['variables that are a text', asking({ query: '{ hello }', variables: '{}' }), 400, 'BAD_REQUEST'],
  ['variables that are a list', asking({ query: '{ hello }', variables: [] }), 400, 'BAD_REQUEST'],
  ['extensions that are a text', asking({ query: '{ hello }', extensions: 'x' }), 400, 'BAD_REQUEST'],
  [
    'an operation name that is a number',
    asking({ query: '{ hello }', operationName: 1 }),
    400,
    'BAD_REQUEST',
  ],
  [
    'an operation name without end',
    asking({ query: '{ hello }', operationName: 'x'.repeat(201) }),
    400,
    'BAD_REQUEST',
  ],
  [
    'an operation that is not there',
    asking({ query: '{ hello }', operationName: 'x' }),
    400,
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    'several operations and no name',
    asking({ query: 'query a { hello } query b { hello }' }),
    400,
    'OPERATION_RESOLUTION_FAILURE',
  ],
  ['only a fragment', asking({ query: 'fragment f on Query { hello }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a persisted query',
    asking({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }),
    400,
    'BAD_REQUEST',
  ],
  ['broken syntax', asking({ query: '{ hello ' }), 400, 'GRAPHQL_PARSE_FAILED'],
  [
    'a lone surrogate in the query',
    asking('{"query":"{ echo(input: {text: \\"\\ud800\\"}) }"}'),
    400,
    'GRAPHQL_PARSE_FAILED',
  ],
  ['a control character in the query', asking({ query: '{ hello \u0000 }' }), 400, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', asking({ query: '{ goodbye }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['an unknown argument', asking({ query: '{ hello(x: 1) }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a fragment within itself',
    asking({ query: '{ ...f } fragment f on Query { ...f }' }),
    400,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['an unknown directive', asking({ query: '{ hello @defer }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['too many tokens', asking({ query: `{ ${'hello '.repeat(2_001)} }` }), 400, 'GRAPHQL_PARSE_FAILED'],
  ['too much depth', asking({ query: deep(14) }), 400, 'LIMIT_EXCEEDED'],
  [
    'too many aliases',
    asking({ query: `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: hello`).join(' ')} }` }),
    400,
    'LIMIT_EXCEEDED',
  ],
  ['two mutations', asking({ query: 'mutation { ping pong }' }), 400, 'LIMIT_EXCEEDED'],
  [
    'too much cost',
    asking({
      query:
        '{ page(first: 100) { nodes { page(first: 100) { nodes { page(first: 100) { nodes { id } } } } } } }',
    }),
    400,
    'LIMIT_EXCEEDED',
  ],
  [
    'a subscription by POST',
    asking({ query: 'subscription { ticks(count: 1) }' }),
    400,
    'SUBSCRIPTION_NOT_OVER_POST',
  ],
  [
    'a missing variable',
    asking({ query: 'query ($input: Echo!) { echo(input: $input) }' }),
    400,
    'BAD_USER_INPUT',
  ],
  ['a variable of another type', echo('text'), 400, 'BAD_USER_INPUT'],
  ['an input without a required field', echo({}), 400, 'BAD_USER_INPUT'],
  ['an input with an unknown field', echo({ text: 'x', other: 1 }), 400, 'BAD_USER_INPUT'],
  [
    'an input with __proto__',
    asking(
      `{"query":"query ($input: Echo!) { echo(input: $input) }","variables":{"input":{"text":"x","__proto__":{}}}}`,
    ),
    400,
    'BAD_USER_INPUT',
  ],
  ['an input with an unknown enum value', echo({ text: 'x', kind: 'BLUE' }), 400, 'BAD_USER_INPUT'],
  ['a number beyond 32 bits', echo({ text: 'x', count: 2 ** 40 }), 400, 'BAD_USER_INPUT'],
  ['no content type', { pieces: [hello] }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  [
    'a form',
    { headers: { 'content-type': 'application/x-www-form-urlencoded' }, pieces: ['query={hello}'] },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'plain text',
    { headers: { 'content-type': 'text/plain' }, pieces: [hello] },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'a file upload',
    { headers: { 'content-type': 'multipart/form-data; boundary=x' }, pieces: [hello] },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'another charset',
    { headers: { 'content-type': 'application/json; charset=latin1' }, pieces: [hello] },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'a compressed body',
    { headers: { ...json, 'content-encoding': 'gzip' }, pieces: [gzipSync(hello)] },
    415,
    'UNSUPPORTED_ENCODING',
  ],
  [
    'a body that is too long',
    asking({ query: '{ hello }', filling: 'x'.repeat(100_000) }),
    413,
    'BODY_TOO_LARGE',
  ],
  [
    'a body that is too long, in pieces',
    { headers: json, pieces: Array.from({ length: 11 }, () => ' '.repeat(10_000)) },
    413,
    'BODY_TOO_LARGE',
  ],
  [
    'an answer type that is not made',
    { headers: { ...json, accept: 'application/xml' }, pieces: [hello] },
    406,
    'BAD_REQUEST',
  ],
  ['PUT', { method: 'PUT', headers: json, pieces: [hello] }, 405, 'METHOD_NOT_ALLOWED'],
  ['DELETE', { method: 'DELETE' }, 405, 'METHOD_NOT_ALLOWED'],
  ['GET with a query', { method: 'GET', path: '/graphql?query={hello}' }, 405, 'METHOD_NOT_ALLOWED'],
  ['another path', { method: 'GET', path: '/admin' }, 404, 'NOT_FOUND'],
  ['a path of the prototype', { method: 'GET', path: '/__proto__' }, 404, 'NOT_FOUND'],
  ['a way out of the assets', { method: 'GET', path: '/graphiql/../package.json' }, 404, 'NOT_FOUND'],
  ['an asset of the prototype', { method: 'GET', path: '/graphiql/constructor' }, 404, 'NOT_FOUND'],
  [
    'an event stream by GET',
    { method: 'GET', path: '/graphql/stream', headers: { accept: 'text/event-stream' } },
    405,
    'METHOD_NOT_ALLOWED',
  ],
  [
    'an event stream that is not asked for',
    { path: '/graphql/stream', headers: json, pieces: [hello] },
    406,
    'NOT_ACCEPTABLE',
  ],
  ['a reservation of an event stream', { method: 'PUT', path: '/graphql/stream' }, 405, 'METHOD_NOT_ALLOWED'],
];

describe('the server refuses', () => {
  test.each(BAD)('%s', async (_what, request, status, code) => {
    const answer = await raw(server, request);
    expect({ status: answer.status, code: JSON.parse(answer.text).errors[0].extensions.code }).toEqual({
      status,
      code,
    });
  });

  test('every bad operation over SSE like over POST', async () => {
    const operations = BAD.filter(([, { method, path, pieces }]) => !method && !path && pieces);
    const asStream = { accept: 'text/event-stream' };
    for (const [what, request, status, code] of operations) {
      if (code === 'SUBSCRIPTION_NOT_OVER_POST' || status === 406) continue;
      const answer = await raw(server, {
        ...request,
        path: '/graphql/stream',
        headers: { ...request.headers, ...asStream },
      });
      const { extensions } = JSON.parse(answer.text).errors[0];
      expect({ what, status: answer.status, code: extensions.code }).toEqual({ what, status, code });
    }
  });

  test.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['a header that is too long', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
    ['two lengths', `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx`],
    [
      'length and chunks',
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      'an upgrade to nothing known',
      `GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n`,
    ],
    [
      'a WebSocket elsewhere',
      `GET /x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    ],
  ])('%s on the wire', async (_what, bytes) => {
    expect(await wire(server, bytes)).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  test('a bad value without repeating it, saying where it stands', async () => {
    const { text } = await raw(
      server,
      echo({ text: 'x', inner: [{ text: { name: 'Ada Lovelace' } }], kind: 'Lovelace' }),
    );
    expect(text).not.toContain('Lovelace');
    const { errors } = JSON.parse(text) as Answer;
    expect(errors.map(({ message, extensions }) => [message, extensions.path])).toEqual([
      ['Variable at input.kind: expected Kind.', 'input.kind'],
      ['Variable at input.inner.0.text: expected String!.', 'input.inner.0.text'],
    ]);
  });

  test('nothing of this with a fault of its own', () => {
    expect(server.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });
});
