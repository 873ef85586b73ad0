import { administrator, raw, startTryServer, stopServers, tokenFor } from './try-server';

afterEach(stopServers);

const CORRELATION = '7d9a3c1e-0000-4000-8000-000000000001';
const ACCEPTS = [
  undefined,
  '*/*',
  'application/json',
  'application/graphql-response+json, application/json;q=0.9',
  'application/json;q=0.5, application/graphql-response+json;q=0.4',
];
const QUERIES = [
  '{ hello }',
  '{ hello who correlation crash refused storeAway }',
  'query Q($size: Int = 2) { page(first: $size) { nodes { id self { id } } } }',
  'mutation { ping(text: "a") }',
  '{ __schema { queryType { name } } }',
];

const asked = async (server: Awaited<ReturnType<typeof startTryServer>>, query: string, accept?: string) => {
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${await tokenFor(administrator)}`,
    'x-correlation-id': CORRELATION,
    ...(accept === undefined ? {} : { accept }),
  };
  const answer = await raw(server, { headers, pieces: [JSON.stringify({ query })] });
  const { date: _, ...known } = answer.headers;
  return { ...answer, headers: known };
};

describe('an answer in a form that was negotiated before', () => {
  test.each(ACCEPTS)('is to the byte what Apollo Server has answered, with Accept: %s', async (accept) => {
    for (const query of QUERIES) {
      const server = await startTryServer();
      const negotiated = await asked(server, query, accept);
      const remembered = await asked(server, query, accept);
      expect(remembered).toEqual(negotiated);
      expect(negotiated.status).toBe(200);
      const lines = server.lines.map(({ durationMs: _, faultAt: __, ...line }) => line);
      expect(lines.slice(lines.length / 2)).toEqual(lines.slice(0, lines.length / 2));
    }
  });

  test('is given for each form that is asked for', async () => {
    const server = await startTryServer();
    for (let time = 0; time < 2; time += 1) {
      const plain = await asked(server, '{ hello }', 'application/json');
      const other = await asked(server, '{ hello }', 'application/graphql-response+json');
      expect(plain.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(other.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
    }
  });

  test('is refused each time where no form is acceptable', async () => {
    const server = await startTryServer();
    for (let time = 0; time < 2; time += 1)
      expect((await asked(server, '{ hello }', 'text/html')).status).toBe(406);
  });
});
