import { importsOf, ownImportsOf, type Rule, type Source, valueImportsOf } from './sources';

/** The areas of the product, from the ground up, and which others each may see. */
export const MAY_SEE = {
  events: [],
  projections: ['events'],
  'src/domain': ['events'],
  'src/keys': ['events'],
  'src/store': ['events', 'projections', 'src/keys'],
  'src/auth': ['events', 'src/domain'],
  'src/audit': ['events', 'src/store'],
  'src/backup': ['src/keys', 'src/store', 'src/audit'],
  'src/handling': ['events', 'projections', 'src/domain', 'src/store'],
  'src/graphql': [
    'events',
    'projections',
    'src/domain',
    'src/store',
    'src/handling',
    'src/auth',
    'src/audit',
  ],
  'src/compose': [
    'events',
    'projections',
    'src/domain',
    'src/keys',
    'src/store',
    'src/handling',
    'src/auth',
    'src/audit',
  ],
  // The process edge: command line and server stand beside each other.
  edge: [
    'events',
    'projections',
    'src/domain',
    'src/store',
    'src/handling',
    'src/auth',
    'src/audit',
    'src/backup',
    'src/graphql',
    'src/compose',
    'package.json',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The few files that an area may see of another one; none of them leads back. */
const FILES_TOO: Readonly<Record<string, readonly string[]>> = {
  'src/keys': [
    'src/store/store-fault',
    'src/store/sqlite/database',
    'src/store/sqlite/file-check',
    'src/store/postgres/database',
    'src/store/postgres/migrate',
  ],
  'src/auth': ['src/store/event-log'],
};

/** The one home of a package. */
const HOMES: readonly (readonly [string, string])[] = [
  ['type-graphql', 'src/graphql/'],
  ['class-validator', 'src/graphql/'],
  ['graphql', 'src/graphql/'],
  ['@apollo/server', 'src/graphql/'],
  ['@photostructure/sqlite', 'src/store/sqlite/'],
  ['pg', 'src/store/postgres/'],
  ['@kurrent/kurrentdb-client', 'src/store/kurrentdb/'],
  ['jose', 'src/auth/'],
  ['commander', 'src/cli/'],
  ['pino', 'src/cli/'],
];

const areaOf = (path: string): string => {
  if (path === 'package.json') return path;
  const area = Object.keys(MAY_SEE).find(
    (name) => path === name || path === `${name}.ts` || path.startsWith(`${name}/`),
  );
  return area ?? 'edge';
};

/** Each area sees only those below it. */
export const seesOnlyWhatIsBelow: Rule = (sources) =>
  sources.flatMap((source) => {
    const area = areaOf(source.path);
    const seen: readonly string[] = MAY_SEE[area as keyof typeof MAY_SEE];
    const files = FILES_TOO[area] ?? [];
    return ownImportsOf(source)
      .filter((path) => areaOf(path) !== area && !seen.includes(areaOf(path)) && !files.includes(path))
      .map((path) => `${source.path}: ${area} must not see ${path}`);
  });

/** Some packages are used in one place only. */
export const keepsPackagesAtHome: Rule = (sources) =>
  sources.flatMap((source) =>
    importsOf(source).flatMap((name) => {
      const [, home] = HOMES.find(([known]) => name === known || name.startsWith(`${known}/`)) ?? [];
      return home === undefined || source.path.startsWith(home)
        ? []
        : [`${source.path}: ${name} belongs to ${home}`];
    }),
  );

/** Events and deciders import nothing from outside; projections only the compiler of queries. */
export const needsNoPackage: Rule = (sources) =>
  sources.flatMap((source) => {
    const area = areaOf(source.path);
    if (!['events', 'projections', 'src/domain'].includes(area)) return [];
    return importsOf(source)
      .filter((name) => !name.startsWith('.') && !(area === 'projections' && name === 'kysely'))
      .map((name) => `${source.path}: ${area} must do without ${name}`);
  });

/** A command that serves loads the server when it runs; the others begin in half the time without GraphQL. */
export const loadsServerLast: Rule = (sources) =>
  sources
    .filter(({ path }) => path.startsWith('src/cli/'))
    .flatMap((source) =>
      valueImportsOf(source)
        .filter((path) => path === 'src/server')
        .map((path) => `${source.path}: load ${path} where it is used, by require()`),
    );

/** No file leads back to itself; what is imported as a type only is gone when the program runs. */
export const hasNoCycle: Rule = (sources) => {
  const known = new Map(sources.map((source) => [source.path, source]));
  const targets = new Map(sources.map((source) => [source.path, targetsOf(source, known)]));
  return cyclesIn(targets);
};

/** The cycles of a graph, each named once by the way it takes. */
export const cyclesIn = (targets: ReadonlyMap<string, readonly string[]>): readonly string[] => {
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (node: string, way: readonly string[]): void => {
    if (way.includes(node)) {
      cycles.push([...way.slice(way.indexOf(node)), node].join(' → '));
      return;
    }
    if (finished.has(node)) return;
    for (const target of targets.get(node) ?? []) visit(target, [...way, node]);
    finished.add(node);
  };
  for (const node of targets.keys()) visit(node, []);
  return cycles;
};

const targetsOf = (source: Source, known: ReadonlyMap<string, Source>): readonly string[] =>
  valueImportsOf(source).flatMap((path) =>
    [`${path}.ts`, `${path}/index.ts`].filter((file) => known.has(file)),
  );
