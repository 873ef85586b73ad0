import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VARIABLES } from '../../src/cli/variables';

const root = join(__dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const dockerfile = read('Dockerfile');

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

  test('is built on a base that is named by version and digest, the same for both stages', () => {
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base = '']) => base);
    expect(bases).toHaveLength(2);
    expect(new Set(bases).size).toBe(1);
    expect(bases[0]).toMatch(/^node:\d+\.\d+\.\d+-bookworm-slim@sha256:[0-9a-f]{64}$/);
  });

  test('sets only variables that are known, and keeps no secret', () => {
    const variables = [...dockerfile.matchAll(/(LIAISON_[A-Z_]+)=/g)].map(([, variable = '']) => variable);
    expect(variables.length).toBeGreaterThan(0);
    expect(variables.filter((variable) => !Object.hasOwn(VARIABLES, variable))).toEqual([]);
    expect(dockerfile).not.toMatch(/MASTER_KEY|PASSWORD|SECRET|TOKEN/i);
  });

  test('owns the folders that volumes are mounted at', () => {
    expect(running).toContain(
      'RUN install -d -o node -g node -m 700 /data /backups /authority /certificates\n',
    );
  });
});
