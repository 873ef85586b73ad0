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
    ['LIAISON_STORE', 'mysql://x', 'expected sqlite:, got "mysql://x"'],
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
