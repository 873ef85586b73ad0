import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VARIABLES } from '../../src/cli/variables';

const root = join(__dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const dockerfile = read('Dockerfile');
const compose = read('docker-compose.yml');

/** The last stage is what runs. */
const running = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

describe('the container', () => {
  test('runs as an ordinary user, who is chosen before the program starts', () => {
    expect(running).toMatch(/\nUSER node\n[\s\S]*\nENTRYPOINT \["node", /);
  });

  test('runs the program that package.json names', () => {
    const { bin } = JSON.parse(read('package.json')) as { bin: Record<string, string> };
    expect(running).toContain(`ENTRYPOINT ["node", "${bin.liaison}"]`);
  });

  test('says whether it is ready', () => {
    expect(running).toMatch(/\nHEALTHCHECK [\s\S]*\/readyz/);
  });

  test('installs exactly what the lock file says', () => {
    expect(dockerfile).toContain('RUN npm ci\n');
    expect(dockerfile).not.toMatch(/npm install|ADD |curl|wget|:latest/);
  });

  test('copies only what is there and not ignored', () => {
    const kept = read('.dockerignore')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    expect([...copied].sort()).toEqual([...kept].sort());
    expect(copied.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  test.each(['Dockerfile', 'docker-compose.yml'])('sets only variables that are known, in %s', (name) => {
    const variables = [...read(name).matchAll(/(LIAISON_[A-Z_]+)[=:]/g)].map(([, variable = '']) => variable);
    expect(variables.length).toBeGreaterThan(0);
    expect(variables.filter((variable) => !Object.hasOwn(VARIABLES, variable))).toEqual([]);
  });

  test('has a file system of its own that is not written to, and no rights', () => {
    for (const line of [
      'read_only: true',
      'cap_drop: [ALL]',
      '- no-new-privileges:true',
      'profiles: [embedded]',
    ]) {
      expect(compose).toContain(line);
    }
  });

  test('is reached from its own machine only', () => {
    const ports = [...compose.matchAll(/- "([^"]+:\d+)"/g)].map(([, port = '']) => port);
    expect(ports).toEqual(['127.0.0.1:4000:4000']);
  });

  test('is given longer to stop than the server takes', () => {
    const [, graceS = ''] = /stop_grace_period: (\d+)s/.exec(compose) ?? [];
    const [, serverMs = ''] = /LIAISON_SHUTDOWN_GRACE_MS: "(\d+)"/.exec(compose) ?? [];
    expect(Number(graceS) * 1_000).toBeGreaterThan(Number(serverMs) + 2_000);
  });
});
