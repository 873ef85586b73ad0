import { postgresFault } from '../../../src/store/postgres/fault';
import { freshPostgres } from './fresh-postgres';

const ofServer = (code: string) => ({
  code,
  severity: 'ERROR',
  message: 'Ada Lovelace',
  detail: 'Ada Lovelace',
});

describe('an error of PostgreSQL', () => {
  test.each(['40001', '40P01', '53100', '53300', '55P03', '57014', '58030', '25006', '28P01', '3D000'])(
    '%s is a fault of the world that passes',
    (code) => expect(postgresFault(ofServer(code), 'write')).toMatchObject({ code: 'UNAVAILABLE' }),
  );

  test.each(['57P01', '57P02', '08006', 'ECONNRESET', 'EPIPE'])(
    '%s leaves a doubt about a write only',
    (code) => {
      const error = code.startsWith('E') ? Object.assign(new Error('lost'), { code }) : ofServer(code);
      expect(postgresFault(error, 'write')).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
      expect(postgresFault(error, 'read')).toMatchObject({ code: 'UNAVAILABLE' });
      expect(postgresFault(error, 'connect')).toMatchObject({ code: 'UNAVAILABLE' });
    },
  );

  test.each(['XX001', 'XX002'])('%s is damage', (code) =>
    expect(postgresFault(ofServer(code), 'read')).toMatchObject({ code: 'CORRUPT' }),
  );

  test('of any other kind is our own fault and no fault of the world', () => {
    const error = postgresFault({ ...ofServer('23505'), constraint: 'streams_name' }, 'write', 'append');
    expect(error.name).toBe('Error');
    expect(error.message).toBe('expected PostgreSQL to accept append, got 23505 (streams_name)');
  });
});

describe('what a real server refuses', () => {
  const { open } = freshPostgres();

  test.each([
    'SELECT $1::int',
    "SELECT ('{' || $1)::jsonb",
    'INSERT INTO mark VALUES ($1), ($1)',
    'INSERT INTO mark SELECT repeat($1, 100)',
    'DO $$ BEGIN RAISE division_by_zero; END $$',
  ])('%s tells no value', async (sql) => {
    const { query } = await open();
    await query('CREATE TABLE mark (name varchar(50) PRIMARY KEY)');
    const fault: unknown = await query(sql, sql.includes('$1') ? ['Ada Lovelace'] : []).catch(
      (error) => error,
    );
    expect(fault).toMatchObject({ name: 'Error' });
    expect(JSON.stringify([String(fault), fault, Object.entries(fault as object)])).not.toContain('Ada');
    expect((fault as Error).cause).toBeUndefined();
  });

  test('a statement that is wrong is told with the words of the server', async () => {
    const { query } = await open();
    await expect(query('SELECT 1 FROM nowhere')).rejects.toThrow('42P01: relation "nowhere" does not exist');
  });
});
