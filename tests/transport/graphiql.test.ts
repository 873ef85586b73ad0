import { raw, startTryServer, stopServers, type TryServer } from './try-server';

afterEach(stopServers);

const html = { accept: 'text/html,application/xhtml+xml' };

const assetsOf = (page: string): string[] =>
  [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');

const page = async (server: TryServer): Promise<string> =>
  (await fetch(server.url, { headers: html })).text();

describe('GraphiQL', () => {
  test('is served to browsers at the address of GraphQL, and / leads there', async () => {
    const server = await startTryServer();
    const answer = await fetch(server.address('/'), { headers: html });
    expect([answer.status, answer.url, answer.headers.get('content-type')]).toEqual([
      200,
      server.url,
      'text/html; charset=utf-8',
    ]);
  });

  test('has every asset at the same address', async () => {
    const server = await startTryServer();
    const assets = assetsOf(await page(server));
    expect(assets).toHaveLength(7);
    for (const path of assets) {
      const answer = await fetch(server.address(path));
      const text = await answer.text();
      expect([path, answer.status, text.length > 20]).toEqual([path, 200, true]);
      expect(answer.headers.get('content-type')).toMatch(
        path.endsWith('.css') ? /^text\/css/ : /^text\/javascript/,
      );
    }
  });

  test('names no other address, and holds no script of its own', async () => {
    const text = await page(await startTryServer());
    expect(text).not.toMatch(/https?:|\/\/[a-z]/);
    expect(text).not.toMatch(/<script(?! src=)/);
    expect(text).not.toMatch(/\son\w+=/);
  });

  test('allows scripts and connections of this server only', async () => {
    const answer = await fetch((await startTryServer()).url, { headers: html });
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-eval');
  });

  test('has fonts and images in its styles, not elsewhere', async () => {
    const server = await startTryServer();
    const styles = await (await fetch(server.address('/graphiql/graphiql.css'))).text();
    const addresses = [...styles.matchAll(/url\(["']?([^"')]{1,20})/g)].map(([, address]) => address ?? '');
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.filter((address) => !address.startsWith('data:') && !address.startsWith('#'))).toEqual(
      [],
    );
  });

  test('is not sent again where the browser has it', async () => {
    const server = await startTryServer();
    const first = await fetch(server.address('/graphiql/page.js'));
    const again = await raw(server, {
      method: 'GET',
      path: '/graphiql/page.js',
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test('answers HEAD without a body', async () => {
    const answer = await raw(await startTryServer(), { method: 'HEAD', path: '/graphiql/react.js' });
    expect([answer.status, answer.text]).toEqual([200, '']);
  });

  test('is not there where it is switched off', async () => {
    const server = await startTryServer({ graphiql: false });
    const statuses = await Promise.all(
      ['/', '/graphql', '/graphiql/react.js'].map(
        async (path) => (await fetch(server.address(path), { headers: html })).status,
      ),
    );
    expect(statuses).toEqual([404, 405, 404]);
  });
});

describe('pages of other sites', () => {
  test('are told what they may send where their origin is listed', async () => {
    const server = await startTryServer();
    const headers = { origin: 'https://crm.example', 'access-control-request-method': 'POST' };
    const answer = await raw(server, { method: 'OPTIONS', headers });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': 'https://crm.example',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type, x-correlation-id, x-liaison-reason',
      vary: 'Origin',
    });
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  });

  test('are told nothing where it is not', async () => {
    const server = await startTryServer();
    const answer = await raw(server, {
      method: 'OPTIONS',
      headers: { origin: 'https://crm.example.evil.example' },
    });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});
