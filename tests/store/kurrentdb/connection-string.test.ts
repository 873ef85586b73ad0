import { connectionString } from '../../../src/store/kurrentdb/connection-string';
import { openKurrentdbEventStore } from '../../../src/store/kurrentdb/kurrentdb-event-store';

describe('the connection string', () => {
  test.each([
    'kurrentdb://127.0.0.1:2113?tls=false',
    'kurrentdb+discover://cluster.example',
    'kurrentdb://admin:changeit@one:2113,two:2113,three:2113?tls=true&tlsCAFile=/certs/ca.crt',
    'kurrentdb://host/?nodePreference=leader&keepAliveInterval=10000',
  ])('takes %s as it is', (url) => expect(connectionString(url)).toBe(url));

  test.each([
    ['esdb://host:2113?tls=false', 'kurrentdb://host:2113?tls=false'],
    ['esdb+discover://host', 'kurrentdb+discover://host'],
  ])('takes the old name of the scheme: %s', (url, taken) => expect(connectionString(url)).toBe(taken));

  test.each([
    'http://admin:secret@host',
    'kurrentdb://',
    'kurrentdb://admin:secret@',
    'kurrentdb://admin:secret@host?unheardOf=1',
    'kurrentdb://admin:secret@host?throwOnAppendFailure=false',
    'kurrentdb://admin:secret@host?tls',
    'kurrentdb://admin:secret@host?tls=false?tls=true',
  ])('refuses %s without telling it', async (url) => {
    const fault: unknown = await openKurrentdbEventStore({ url }).catch((error: unknown) => error);
    expect(fault).toMatchObject({ name: 'StoreFault', code: 'INVALID' });
    expect(String(fault)).not.toMatch(/secret|admin/);
  });

  test.each([
    'kurrentdb://admin:secret@host:port?tls=false',
    'kurrentdb://admin:secret@host?tls=perhaps',
    'kurrentdb://admin:secret@host?tlsCAFile=/there/is/no/such.crt',
  ])('refuses what the client cannot use, %s, without telling it', async (url) => {
    const fault: unknown = await openKurrentdbEventStore({ url }).catch((error: unknown) => error);
    expect(fault).toMatchObject({ name: 'StoreFault', code: 'INVALID' });
    expect(JSON.stringify([String(fault), (fault as Error).stack, (fault as Error).cause])).not.toContain(
      'secret',
    );
  });
});
