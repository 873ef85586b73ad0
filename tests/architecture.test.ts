import {
  cyclesIn,
  hasNoCycle,
  keepsPackagesAtHome,
  loadsServerLast,
  MAY_SEE,
  needsNoPackage,
  seesOnlyWhatIsBelow,
} from './architecture/imports';
import { isPure } from './architecture/purity';
import { type Rule, type Source, sourceOf, sourcesIn } from './architecture/sources';

const PRODUCT = sourcesIn('events', 'projections', 'src');

const RULES: readonly (readonly [string, Rule, readonly Source[]])[] = [
  [
    'sees only what is below it',
    seesOnlyWhatIsBelow,
    [
      sourceOf('events/flavor.ts', `import { contactList } from '../projections/contact-list';`),
      sourceOf(
        'projections/contact-list/project.ts',
        `import type { Contact } from '../../src/domain/contact/contact';`,
      ),
      sourceOf('src/domain/contact/archive-contact.ts', `import { Handler } from '../../handling/handle';`),
      sourceOf('src/domain/contact/merge-contacts.ts', `export { allowed } from '../../auth/policy';`),
      sourceOf('src/handling/handle.ts', `import { Context } from '../graphql/context';`),
      sourceOf('src/store/rows/row.ts', `import { decide } from '../../domain/commands';`),
      sourceOf(
        'src/keys/key-ring.ts',
        `import { openSqliteEventStore } from '../store/sqlite/sqlite-event-store';`,
      ),
      sourceOf('src/auth/policy.ts', `import { guard } from '../graphql/guard';`),
      sourceOf('src/graphql/context.ts', `const { startServer } = await import('../server');`),
      sourceOf('src/graphql/present.ts', `const config = require('../cli/config');`),
      sourceOf('src/compose.ts', `import { readConfig } from './cli/config';`),
    ],
  ],
  [
    'keeps packages at home',
    keepsPackagesAtHome,
    [
      sourceOf('src/domain/contact/contact.ts', `import { Field } from 'type-graphql';`),
      sourceOf('src/cli/config.ts', `import { IsEmail } from 'class-validator';`),
      sourceOf('src/store/rows/row-store.ts', `import { DatabaseSync } from '@photostructure/sqlite';`),
      sourceOf('src/cli/commands/token.ts', `import { SignJWT } from 'jose';`),
      sourceOf('src/handling/handle.ts', `import { HeaderMap } from '@apollo/server/plugin/disabled';`),
    ],
  ],
  [
    'loads the server only to serve',
    loadsServerLast,
    [sourceOf('src/cli/commands/serve.ts', `import { startServer } from '../../server';`)],
  ],
  [
    'needs no package where it is pure',
    needsNoPackage,
    [
      sourceOf('events/codec.ts', `import { z } from 'zod';`),
      sourceOf('projections/contact-list/project.ts', `import { readFileSync } from 'node:fs';`),
      sourceOf('src/domain/contact/contact.ts', `import { randomUUID } from 'node:crypto';`),
    ],
  ],
  [
    'is pure where it decides and folds',
    isPure,
    [
      sourceOf('events/flavor.ts', `export const today = () => new Date().toISOString();`),
      sourceOf('events/codec.ts', `export const now = () => Date.now();`),
      sourceOf('projections/contact-list/project.ts', `export const project = () => Math.random();`),
      sourceOf('src/domain/contact/contact.ts', `export const home = process.env.HOME;`),
      sourceOf(
        'src/domain/contact/register-contact.ts',
        `export const decide = async () => await fetch('x');`,
      ),
      sourceOf('src/domain/contact/channels.ts', `export const clock = Date();`),
    ],
  ],
];

describe.each(RULES)('the product %s', (_what, rule, violations) => {
  test('everywhere', () => expect(rule(PRODUCT)).toEqual([]));

  test.each(violations.map((source) => [source.path, source] as const))(
    'and a violation in %s would be found',
    (path, source) => {
      expect(rule([source])).toEqual([expect.stringContaining(path)].concat(rule([source]).slice(1)));
    },
  );
});

describe('imports', () => {
  test('lead to no cycle of files', () => expect(hasNoCycle(PRODUCT)).toEqual([]));

  test('lead to no cycle of areas', () => expect(cyclesIn(new Map(Object.entries(MAY_SEE)))).toEqual([]));

  test('that lead back would be found, however long the way', () => {
    const circle = [
      sourceOf('src/store/one.ts', `import './two';`),
      sourceOf('src/store/two.ts', `import { type Four, three } from './rows';`),
      sourceOf('src/store/rows/index.ts', `export * from '../one';`),
    ];
    expect(hasNoCycle(circle)).toEqual([
      'src/store/one.ts → src/store/two.ts → src/store/rows/index.ts → src/store/one.ts',
    ]);
  });
});

test('what is allowed is not taken for a violation', () => {
  const allowed = [
    sourceOf('events/flavor.ts', `export const day = (at: string) => new Date(at).getUTCDate();`),
    sourceOf('src/domain/contact/contact.ts', `export const last = { process: 1 }.process;`),
    sourceOf('src/keys/key-fault.ts', `import { StoreFault } from '../store/store-fault';`),
    sourceOf('src/cli/main.ts', `import type { RunningServer } from '../server';`),
    sourceOf('src/server.ts', `import { readConfig } from './cli/config';`),
    sourceOf('projections/contact-list/queries.ts', `import { sql } from 'kysely';`),
  ];
  expect(RULES.flatMap(([, rule]) => rule(allowed))).toEqual([]);
});

test('the sources are looked at, all areas of them', () => {
  for (const area of Object.keys(MAY_SEE).filter((name) => name !== 'edge')) {
    expect(PRODUCT.filter(({ path }) => path.startsWith(area)).length).toBeGreaterThan(0);
  }
});
