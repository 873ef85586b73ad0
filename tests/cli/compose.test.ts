import { readConfig } from '../../src/cli/config';
import { COMPOSE_TEXT, type ComposeService, readComposeFile } from './compose-file';

const { services, volumes, configs } = readComposeFile();
const named: readonly (readonly [string, ComposeService])[] = Object.entries(services);
const long = named.filter(([, { restart }]) => restart !== 'no');
const ofProfile = (profile: string) => named.filter(([, { profiles }]) => profiles.includes(profile));
const isServer = ([name]: readonly [string, ComposeService]): boolean => name.startsWith('liaison');

/** Who is meant to run in which profile. */
const PROFILES: Readonly<Record<string, readonly string[]>> = {
  embedded: ['liaison'],
  postgres: ['liaison-postgres', 'postgres'],
  kurrentdb: ['liaison-kurrentdb', 'postgres', 'kurrentdb', 'certificate-folders', 'certificates'],
  cluster: [
    'liaison-cluster-1',
    'liaison-cluster-2',
    'postgres',
    'kurrentdb-1',
    'kurrentdb-2',
    'kurrentdb-3',
    'certificate-folders',
    'certificates',
  ],
};

/** The variables of the other images that this file may set, by the manuals of those images. */
const OTHERS: ReadonlySet<string> = new Set([
  'HOME',
  'POSTGRES_USER',
  'POSTGRES_DB',
  'POSTGRES_PASSWORD',
  'POSTGRES_INITDB_ARGS',
  'KURRENTDB_NODE_IP',
  'KURRENTDB_REPLICATION_IP',
  'KURRENTDB_TRUSTED_ROOT_CERTIFICATES_PATH',
  'KURRENTDB_CERTIFICATE_FILE',
  'KURRENTDB_CERTIFICATE_PRIVATE_KEY_FILE',
  'KURRENTDB_DEFAULT_ADMIN_PASSWORD',
  'KURRENTDB_DEFAULT_OPS_PASSWORD',
  'KURRENTDB_RUN_PROJECTIONS',
  'KURRENTDB_CLUSTER_SIZE',
  'KURRENTDB_DISCOVER_VIA_DNS',
  'KURRENTDB_GOSSIP_SEED',
  'KURRENTDB_NODE_HOST_ADVERTISE_AS',
  'KURRENTDB_REPLICATION_HOST_ADVERTISE_AS',
]);

/** What gives a container more rights than it has by itself. */
const PRIVILEGES = [
  'privileged',
  'cap_add',
  'devices',
  'pid',
  'ipc',
  'userns_mode',
  'cgroup',
  'device_cgroup_rules',
  'extra_hosts',
  'group_add',
];

const SECRETS = {
  POSTGRES_PASSWORD: 'p4ss',
  KURRENTDB_PASSWORD: 'w0rd',
  LIAISON_MASTER_KEY: `${'A'.repeat(43)}=`,
};

/** The environment as Compose gives it to a container once the secrets are set. */
const environmentOf = ({ environment = {} }: ComposeService): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value.replaceAll(/\$\{(\w+):-\}/g, (_, secret: keyof typeof SECRETS) => SECRETS[secret]),
    ]),
  );

describe.each(Object.entries(PROFILES))('the profile %s', (profile, expected) => {
  test('has all it needs and nothing else', () => {
    expect(
      ofProfile(profile)
        .map(([name]) => name)
        .sort(),
    ).toEqual([...expected].sort());
  });

  test('waits for nothing that is not in it, and for everything that it speaks to', () => {
    for (const [, service] of ofProfile(profile)) {
      const awaited = Object.keys(service.depends_on ?? {});
      expect(awaited.filter((name) => !expected.includes(name))).toEqual([]);
      const urls = Object.values(environmentOf(service)).filter((value) => /^\w+:\/\//.test(value));
      const hosts = urls.flatMap((url) =>
        [...url.matchAll(/[@,]([a-z0-9-]+):\d+/g)].map(([, host = '']) => host),
      );
      expect(hosts.filter((host) => !awaited.includes(host))).toEqual([]);
    }
  });

  test('gives its servers a configuration that they take', () => {
    for (const [, service] of ofProfile(profile).filter(isServer)) {
      const given = Object.entries(environmentOf(service)).filter(([name]) => name.startsWith('LIAISON_'));
      expect(readConfig(Object.fromEntries(given)).production).toBe(profile !== 'embedded');
    }
  });
});

test('there are the profiles that the documentation tells of, and no other', () => {
  expect([...new Set(named.flatMap(([, { profiles }]) => profiles))].sort()).toEqual(
    Object.keys(PROFILES).sort(),
  );
});

describe.each(named)('%s', (_name, service) => {
  test('has no right that it does not need', () => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      init: true,
    });
    expect(PRIVILEGES.filter((name) => name in service)).toEqual([]);
    expect(service.network_mode ?? 'none').toBe('none');
    expect(JSON.stringify(service.volumes ?? [])).not.toMatch(/docker\.sock|"\/|"\.|~/);
  });

  test('runs as an ordinary user', () => {
    // The server's own image chooses one itself: container.test.ts.
    if (service.build !== undefined) expect(service.user).toBeUndefined();
    else expect(service.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  });

  test('is named by its version, and by its digest where one is known', () => {
    if (service.build !== undefined) expect(service.image).toMatch(/^liaison:\d+\.\d+\.\d+$/);
    else if (service.image?.startsWith('eventstore/es-gencert-cli:'))
      expect(service.image).toMatch(/:\d+\.\d+\.\d+$/);
    else expect(service.image).toMatch(/:\d+\.\d+(\.\d+)?[\w.-]*@sha256:[0-9a-f]{64}$/);
  });

  test('has bounds for memory and processes', () => {
    expect(service.mem_limit).toMatch(/^\d+[mg]$/);
    expect(service.pids_limit).toBeLessThanOrEqual(512);
    for (const place of service.tmpfs ?? []) expect(place).toMatch(/:size=\d+m/);
  });

  test('sets only variables that are known, and keeps no secret', () => {
    const names = Object.keys(service.environment ?? {}).filter((name) => !name.startsWith('LIAISON_'));
    expect(names.filter((name) => !OTHERS.has(name))).toEqual([]);
    for (const [name, value] of Object.entries(service.environment ?? {})) {
      expect(typeof value).toBe('string');
      if (/PASSWORD|MASTER_KEY/.test(name)) expect(value).toMatch(/^\$\{[A-Z_]+:-\}$/);
      expect(value).not.toMatch(/:\/\/[^@$]*:[^@$]*@/);
    }
  });

  test('is reached from its own machine only', () => {
    expect((service.ports ?? []).filter((port) => !/^127\.0\.0\.1:\d+:4000$/.test(port))).toEqual([]);
  });

  test('mounts what is declared', () => {
    const mounted = (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '');
    expect(mounted.filter((name) => !(name in volumes))).toEqual([]);
    expect((service.configs ?? []).filter(({ source }) => !(source in configs))).toEqual([]);
  });
});

describe.each(long)('%s, which goes on running,', (_name, service) => {
  test('says whether it is well, and is waited for until it is', () => {
    expect(service.healthcheck?.test[0]).toBe('CMD');
    expect(service.healthcheck?.test.every((word) => typeof word === 'string')).toBe(true);
    expect(service.healthcheck?.retries).toBeGreaterThan(0);
    for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
      const once = services[name]?.restart === 'no';
      expect(condition).toBe(once ? 'service_completed_successfully' : 'service_healthy');
    }
  });

  test('is started again, and is given time to stop', () => {
    expect([service.restart, service.stop_grace_period]).toEqual([
      'unless-stopped',
      expect.stringMatching(/^\d+s$/),
    ]);
  });
});

test('servers are given longer to stop than they take', () => {
  for (const [, { stop_grace_period: grace = '', environment = {} }] of long.filter(isServer)) {
    expect(Number.parseInt(grace, 10) * 1_000).toBeGreaterThan(
      Number(environment.LIAISON_SHUTDOWN_GRACE_MS) + 2_000,
    );
  }
});

describe('the cluster', () => {
  const nodes = named.filter(([name]) => /^kurrentdb-\d$/.test(name));

  test('has three nodes that know the others, each with certificate and data of its own', () => {
    const names = nodes.map(([name]) => name);
    expect(names).toHaveLength(3);
    for (const [name, { environment = {}, volumes: mounted = [] }] of nodes) {
      const others = names.filter((other) => other !== name).map((other) => `${other}:2113`);
      expect(environment).toMatchObject({
        KURRENTDB_CLUSTER_SIZE: '3',
        KURRENTDB_GOSSIP_SEED: others.join(','),
        KURRENTDB_NODE_HOST_ADVERTISE_AS: name,
        KURRENTDB_REPLICATION_HOST_ADVERTISE_AS: name,
        KURRENTDB_CERTIFICATE_FILE: `/certificates/${name}/node.crt`,
        KURRENTDB_CERTIFICATE_PRIVATE_KEY_FILE: `/certificates/${name}/node.key`,
      });
      expect(mounted).toContain(`${name.replace('kurrentdb', 'kurrentdb-data')}:/var/lib/kurrentdb`);
    }
  });

  test('never speaks without TLS, and servers see no private key of a node', () => {
    expect(COMPOSE_TEXT).not.toMatch(/_INSECURE|tls=false|tlsVerifyCert=false/i);
    for (const [, { environment = {}, volumes: mounted = [] }] of named.filter(isServer)) {
      expect(mounted.filter((volume) => volume.startsWith('certificates:'))).toEqual([]);
      if (!/^kurrentdb/.test(environment.LIAISON_STORE ?? '')) continue;
      expect(environment.LIAISON_STORE).toContain('tlsCaFile=/authority/ca.crt');
      expect(mounted).toContain('authority:/authority:ro');
    }
  });

  test('has a certificate made for every node there is', () => {
    const [script = ''] = services.certificates?.command ?? [];
    const [, made = ''] = /for node in ([a-z0-9 -]+); do/.exec(script) ?? [];
    const all = named.filter(([, { image }]) => image?.includes('/kurrentdb:')).map(([name]) => name);
    expect(made.split(' ')).toEqual(all);
  });

  test('has two servers that share nothing but the stores, the keys and the folder for backups', () => {
    const [one, two] = [services['liaison-cluster-1'], services['liaison-cluster-2']];
    expect(two?.environment).toEqual(one?.environment);
    const shared = one?.volumes?.filter((volume) => two?.volumes?.includes(volume));
    expect(shared).toEqual(['backups:/backups', 'authority:/authority:ro']);
  });
});
