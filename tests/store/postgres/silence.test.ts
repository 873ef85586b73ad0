import { openPostgres } from '../../../src/store/postgres/database';
import { openPostgresEventStore } from '../../../src/store/postgres/postgres-event-store';
import type { StoreFault } from '../../../src/store/store-fault';
import { silentLink } from '../../postgres/silent-link';
import { until } from '../../until';
import { newStream, request } from '../contract/fixtures';
import { freshPostgres } from './fresh-postgres';

const { url } = freshPostgres();

describe('a PostgreSQL that falls silent', () => {
  test('has lost its sessions, and whoever listens is told', async () => {
    const link = await silentLink(url());
    const database = await openPostgres(link.url);
    const session = await database.session();
    const listening = database.listen('one', () => undefined);
    await until(() => listening.isConnected);
    link.fallSilent();
    await until(() => session.lost.aborted && !listening.isConnected);
    await expect(session.query('SELECT 1')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    link.close();
    await database.close();
  });

  test('makes the store say that it failed; an append is told what is known of it', async () => {
    const link = await silentLink(url());
    const store = await openPostgresEventStore({ database: link.url });
    await store.append(request(newStream(), 'none'));
    link.fallSilent();
    await until(() => store.health().status === 'failed');
    const fault: unknown = await store.append(request(newStream(), 'none')).catch((error: unknown) => error);
    // Whether it had left this process depends on which connection was found dead first.
    expect(['UNAVAILABLE', 'OUTCOME_UNKNOWN']).toContain((fault as StoreFault).code);
    await expect(store.append(request(newStream(), 'none'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    link.close();
    await store.close();
  });
});
