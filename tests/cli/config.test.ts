import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, readConfig } from '../../src/cli/config';
import { nearest } from '../../src/cli/nearest';
import { VARIABLES } from '../../src/cli/variables';
import { STANDARD_LIMITS } from '../../src/graphql/limits/limits';

const KEY = Buffer.alloc(32, 7).toString('base64');
const SECRET = 'my-secret-master-key';

const complaintsAbout = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (fault) {
    if (fault instanceof ConfigError) return fault.message;
    throw fault;
  }
  throw new Error(`Expected a ConfigError for ${Object.keys(environment)}, got none`);
};

describe('the configuration', () => {
  test('needs nothing to be set', () => {
    expect(readConfig({ PATH: '/bin' })).toEqual({
      dataFolder: './data',
      store: { kind: 'sqlite' },
      host: '127.0.0.1',
      port: 4_000,
      production: false,
      logLevel: 'info',
      allowedOrigins: [],
      shutdownGraceMs: 10_000,
      useRecordsDays: 1_095,
      limits: STANDARD_LIMITS,
    });
  });

  test('takes every variable', () => {
    expect(
      readConfig({
        LIAISON_DATA: '/var/lib/liaison',
        LIAISON_STORE: 'sqlite:',
        LIAISON_HOST: '::',
        LIAISON_PORT: '0',
        LIAISON_ENV: 'production',
        LIAISON_LOG_LEVEL: 'silent',
        LIAISON_MASTER_KEY: KEY,
        LIAISON_ALLOWED_ORIGINS: 'https://crm.example, http://localhost:3000,',
        LIAISON_TRUSTED_DOCUMENTS: 'documents.json',
        LIAISON_SHUTDOWN_GRACE_MS: '0',
        LIAISON_COST_MAX: '7000',
      }),
    ).toEqual({
      dataFolder: '/var/lib/liaison',
      store: { kind: 'sqlite' },
      host: '::',
      port: 0,
      production: true,
      logLevel: 'silent',
      masterKey: KEY,
      allowedOrigins: ['https://crm.example', 'http://localhost:3000'],
      trustedDocumentsPath: 'documents.json',
      shutdownGraceMs: 0,
      useRecordsDays: 1_095,
      limits: { ...STANDARD_LIMITS, costMax: 7_000 },
    });
  });

  test.each([
    ['LIAISON_DATA', '', 'expected a folder, got ""'],
    ['LIAISON_HOST', 'a b', 'expected a host name or an IP address, got "a b"'],
    ['LIAISON_PORT', '65536', 'expected a port from 0 to 65535 (0: any free one), got "65536"'],
    ['LIAISON_PORT', '-1', 'expected a port from 0 to 65535 (0: any free one), got "-1"'],
    ['LIAISON_PORT', '4e3', 'expected a port from 0 to 65535 (0: any free one), got "4e3"'],
    ['LIAISON_PORT', '', 'expected a port from 0 to 65535 (0: any free one), got ""'],
    ['LIAISON_ENV', 'prod', 'expected development or production, got "prod"'],
    ['LIAISON_LOG_LEVEL', 'verbose', 'expected one of debug, info, warn, error, silent, got "verbose"'],
    [
      'LIAISON_ALLOWED_ORIGINS',
      '*',
      'expected origins like https://crm.example, separated by commas, got "*"',
    ],
    [
      'LIAISON_ALLOWED_ORIGINS',
      'https://crm.example/',
      'expected origins like https://crm.example, separated by commas, got "https://crm.example/"',
    ],
    ['LIAISON_PAGE_SIZE_MAX', '101', 'expected a whole number from 1 to 100, got "101"'],
    ['LIAISON_DEPTH_MAX', '1e1', 'expected a whole number from 1 to 50, got "1e1"'],
    ['LIAISON_SHUTDOWN_GRACE_MS', '300001', 'expected milliseconds from 0 to 300000, got "300001"'],
  ])('refuses %s=%p', (name, value, complaint) => {
    expect(complaintsAbout({ [name]: value })).toBe(`${name}: ${complaint}`);
  });

  test.each([SECRET, Buffer.alloc(31).toString('base64'), KEY.slice(1), `${KEY} `])(
    'refuses the master key %p without showing it',
    (value) => {
      expect(complaintsAbout({ LIAISON_MASTER_KEY: value })).toBe(
        'LIAISON_MASTER_KEY: expected 32 bytes in base64, got something else (not shown)',
      );
    },
  );

  test.each([
    ['sqlite:', { kind: 'sqlite' }],
    [
      'postgres://u:p@h/d',
      { kind: 'postgres', url: 'postgres://u:p@h/d', readModelsUrl: 'postgres://u:p@h/d' },
    ],
    ['postgresql://h/d', { kind: 'postgres', url: 'postgresql://h/d', readModelsUrl: 'postgresql://h/d' }],
  ])('takes the store %s', (url, store) => {
    expect(readConfig({ LIAISON_STORE: url }).store).toMatchObject(store);
  });

  test.each(['kurrentdb://h:2113?tls=false', 'kurrentdb+discover://h', 'esdb://h', 'esdb+discover://h'])(
    'takes the store %s with read models in PostgreSQL, and keys there or elsewhere',
    (url) => {
      const both = { LIAISON_STORE: url, LIAISON_READ_MODELS: 'postgres://h/models' };
      expect(readConfig(both).store).toEqual({
        kind: 'kurrentdb',
        url,
        readModelsUrl: 'postgres://h/models',
        keysUrl: 'postgres://h/models',
      });
      const keys = readConfig({ ...both, LIAISON_KEYS: 'postgres://h/keys' }).store;
      expect(keys).toMatchObject({ keysUrl: 'postgres://h/keys' });
    },
  );

  test('takes the data folder from the store, where it is named there', () => {
    expect(readConfig({ LIAISON_STORE: 'sqlite:/srv/liaison' }).dataFolder).toBe('/srv/liaison');
    expect(complaintsAbout({ LIAISON_STORE: 'sqlite:/srv/liaison', LIAISON_DATA: '/other' })).toBe(
      'LIAISON_DATA: expected nothing beside the folder in LIAISON_STORE, got another folder',
    );
  });

  test.each([
    [{ LIAISON_STORE: 'kurrentdb://u:my-secret@h' }, 'LIAISON_READ_MODELS: expected a postgres:// URL where'],
    [
      { LIAISON_READ_MODELS: 'postgres://u:my-secret@h/d' },
      'LIAISON_READ_MODELS: expected nothing with an embedded',
    ],
    [{ LIAISON_KEYS: 'postgres://u:my-secret@h/d' }, 'LIAISON_KEYS: expected nothing with an embedded store'],
    [
      { LIAISON_STORE: 'mysql://u:my-secret@h/d' },
      'LIAISON_STORE: expected sqlite:, sqlite:FOLDER, a postgres://',
    ],
    [
      { LIAISON_STORE: 'postgres://h/d', LIAISON_KEYS: 'sqlite:my-secret' },
      'LIAISON_KEYS: expected a postgres:// URL, got something else (not shown)',
    ],
  ])('refuses a store that is none or incomplete, without showing it: %j', (environment, complaint) => {
    const complaints = complaintsAbout(environment as Record<string, string>);
    expect(complaints).toContain(complaint);
    expect(complaints).not.toContain('my-secret');
  });

  test('refuses a variable it does not know, and names the nearest it does', () => {
    expect(complaintsAbout({ LIAISON_PROT: '1' })).toBe(
      'LIAISON_PROT is not known; did you mean LIAISON_PORT?',
    );
    expect(complaintsAbout({ LIAISON_MASTERKEY: SECRET })).toBe(
      'LIAISON_MASTERKEY is not known; did you mean LIAISON_MASTER_KEY?',
    );
  });

  test('tells everything that is wrong at once', () => {
    expect(complaintsAbout({ LIAISON_PORT: 'x', LIAISON_ENV: 'x', LIAISON_X: 'x' }).split('\n')).toHaveLength(
      3,
    );
  });

  test('stands in docs/configuration.md as it is', () => {
    const text = readFileSync(join(__dirname, '../../docs/configuration.md'), 'utf8');
    const rows = text.split('\n').filter((line) => line.startsWith('| `LIAISON_'));
    expect(rows).toEqual(
      Object.entries(VARIABLES).map(
        ([name, { expected, otherwise, purpose }]) =>
          `| \`${name}\` | ${expected} | ${otherwise} | ${purpose} |`,
      ),
    );
  });
});

describe('the nearest name', () => {
  test('is the one with the fewest changed letters', () => {
    expect(nearest('kitten', ['mitten', 'sitting', 'bread'])).toBe('mitten');
    expect(nearest('', ['ab', 'a'])).toBe('a');
  });
});
