import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTrustedDocuments } from '../../src/graphql/limits/read-trusted-documents';
import { post, raw, startTryServer, stopServers, streamed, type TryServer, TrySocket } from './try-server';

const folder = mkdtempSync(join(tmpdir(), 'trusted-'));
afterEach(stopServers);
afterAll(() => rmSync(folder, { recursive: true }));

const HELLO = 'query Hello { hello }';
const TICKS = 'subscription Ticks($count: Int!) { ticks(count: $count) }';
const sha256 = createHash('sha256').update(HELLO).digest('hex');
const trustedDocuments = {
  byId: new Map([
    ['hello', HELLO],
    ['ticks', TICKS],
  ]),
};
const start = () => startTryServer({ trustedDocuments });

const codes = async (server: TryServer, body: object): Promise<readonly unknown[]> => {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const pieces = [JSON.stringify(body)];
  const stream = await raw(server, { path: '/graphql/stream', headers, pieces });
  const socket = await TrySocket.ready(server);
  socket.send({ id: '1', type: 'subscribe', payload: { query: '', ...body } });
  const [message] = await socket.answered('1');
  socket.socket.terminate();
  const posted = await post(server, body);
  const byStream = JSON.parse(stream.text).errors[0].extensions.code;
  return [posted.body.errors[0].extensions.code, byStream, message.payload[0].extensions.code];
};

describe('with trusted documents', () => {
  test.each([
    ['its text', { query: HELLO }],
    ['its id', { documentId: 'hello' }],
    ['its hash', { documentId: sha256 }],
    ['its hash as a persisted query', { extensions: { persistedQuery: { version: 1, sha256Hash: sha256 } } }],
    ['both', { query: HELLO, documentId: 'hello' }],
  ])('a registered one runs by %s on every transport', async (_how, body) => {
    const server = await start();
    const data = { hello: 'world' };
    expect((await post(server, body)).body.data).toEqual(data);
    expect((await streamed(server, body)).messages[0].data.data).toEqual(data);
    const socket = await TrySocket.ready(server);
    socket.send({ id: '1', type: 'subscribe', payload: { query: '', ...body } });
    expect((await socket.answered('1'))[0].payload.data).toEqual(data);
  });

  test('a registered subscription runs with variables', async () => {
    const { messages } = await streamed(await start(), { documentId: 'ticks', variables: { count: 2 } });
    expect(messages.map(({ event }) => event)).toEqual(['next', 'next', 'complete']);
  });

  test.each([
    ['another document', { query: '{ hello }' }],
    ['a registered one with a blank more', { query: `${HELLO} ` }],
    ['introspection', { query: '{ __schema { queryType { name } } }' }],
    ['an unknown id', { documentId: 'goodbye' }],
    ['an id of the prototype', { documentId: 'constructor' }],
    ['a registered id beside another document', { documentId: 'hello', query: '{ hello }' }],
    ['another document under its own hash', { query: '{ who }', documentId: sha256 }],
  ])('%s is refused on every transport', async (_what, body) => {
    const refused = 'DOCUMENT_NOT_TRUSTED';
    expect(await codes(await start(), body)).toEqual([refused, refused, refused]);
  });

  test('a document that this server would not run refuses the start', async () => {
    const bad = { byId: new Map([['pages', '{ goodbye }']]) };
    await expect(startTryServer({ trustedDocuments: bad })).rejects.toThrow(/trusted document pages/);
    const deep = {
      byId: new Map([['deep', `{ page { nodes { ${'self { '.repeat(9)} id ${'}'.repeat(9)} } } }`]]),
    };
    await expect(startTryServer({ trustedDocuments: deep })).rejects.toThrow(/limit of depth/);
  });
});

describe('trusted documents', () => {
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
    return path;
  };

  test('are read from a JSON file', () => {
    const path = write('one.json', JSON.stringify({ hello: HELLO }));
    expect([...readTrustedDocuments(path).byId]).toEqual([['hello', HELLO]]);
  });

  test('are read from a folder of both kinds of files, and no others', () => {
    write('many/b.json', JSON.stringify({ hello: HELLO }));
    write('many/ticks.graphql', TICKS);
    write('many/readme.md', '# Not a document');
    expect([...readTrustedDocuments(join(folder, 'many')).byId]).toEqual([
      ['hello', HELLO],
      ['ticks', TICKS],
    ]);
  });

  test.each([
    ['no JSON', 'x', /to hold \{"id": "document"\}/],
    ['a list', '["{ hello }"]', /to hold \{"id": "document"\}/],
    ['a document that is no text', '{"a":1}', /to hold \{"id": "document"\}/],
    ['none', '{}', /Expected 1 to 10000 trusted documents/],
  ])('are not read from %s', (what, text, complaint) => {
    expect(() => readTrustedDocuments(write(`${what}.json`, text))).toThrow(complaint);
  });

  test('of one id in two files are refused', () => {
    write('twice/a.json', JSON.stringify({ ticks: HELLO }));
    write('twice/ticks.graphql', TICKS);
    expect(() => readTrustedDocuments(join(folder, 'twice'))).toThrow('got ticks twice');
  });
});
