import { buildSchema, GraphQLError, type GraphQLScalarType, getIntrospectionQuery } from 'graphql';
import { DOCUMENTS_REMEMBERED_MAX } from '../../src/graphql/limits/bounds';
import { createGate, type OperationRequest } from '../../src/graphql/limits/gate';
import { STANDARD_LIMITS } from '../../src/graphql/limits/limits';

const { aliasesMax, costMax, depthMax, directivesMax, repeatsMax, tokensMax } = STANDARD_LIMITS;

const schema = buildSchema(`
  scalar Code
  type Query { a: Int page(first: Int = 20): Page code(code: Code, codes: [Code!]): Int }
  type Mutation { m: Int n: Int }
  type Page { nodes: [Node!]! next: Page }
  type Node { id: ID page(first: Int! = 20): Page self: Node }
`);
const code = schema.getType('Code') as GraphQLScalarType;
code.parseValue = (value) => {
  if (typeof value === 'number') throw new GraphQLError(`no code: ${value}`);
  if (value !== 'OK') throw new GraphQLError('must be OK', { extensions: { code: 'BAD_USER_INPUT' } });
  return value;
};

const gate = createGate(schema, { production: false, limits: STANDARD_LIMITS });

const verdict = (request: OperationRequest): string => {
  const admission = gate(request);
  if (admission.admitted) return 'admitted';
  const [first] = admission.errors;
  return String(first?.extensions.limit ?? first?.extensions.code);
};

const messages = (request: OperationRequest): readonly string[] => {
  const admission = gate(request);
  return admission.admitted ? [] : admission.errors.map(({ message }) => message);
};

const nested = (depth: number): string =>
  `{ page { nodes ${'{ self '.repeat(depth - 3)} { id } ${'}'.repeat(depth - 3)} } }`;
const aliased = (count: number, field = 'a'): string =>
  `{ ${Array.from({ length: count }, (_, index) => `f${index}: ${field}`).join(' ')} }`;

describe('the gate', () => {
  test('admits introspection as GraphiQL asks for it', () => {
    expect(verdict({ query: getIntrospectionQuery() })).toBe('admitted');
  });

  test('bounds depth, counted through fragments', () => {
    expect(verdict({ query: nested(depthMax) })).toBe('admitted');
    expect(verdict({ query: nested(depthMax + 1) })).toBe('depth');
    const inFragment = `{ page { ...f } } fragment f on Page { nodes { ${'self { '.repeat(depthMax)} id ${'}'.repeat(depthMax)} } }`;
    expect(verdict({ query: inFragment })).toBe('depth');
  });

  test('bounds aliases, those of __typename too', () => {
    expect(verdict({ query: aliased(aliasesMax) })).toBe('admitted');
    expect(verdict({ query: aliased(aliasesMax + 1) })).toBe('aliases');
    expect(verdict({ query: aliased(aliasesMax + 1, '__typename') })).toBe('aliases');
  });

  test('bounds directives, whatever they are and wherever they stand', () => {
    const on = (count: number, directive: string) => `{ a ${directive.repeat(count)} }`;
    expect(
      verdict({
        query: `{ ${'a @skip(if: false) '.repeat(4)} ...f } fragment f on Query { ${'a @include(if: true) '.repeat(4)} }`,
      }),
    ).toBe('admitted');
    expect(verdict({ query: on(directivesMax + 1, '@skip(if: false)') })).toBe('directives');
    expect(messages({ query: on(directivesMax + 1, '@aa') })).toHaveLength(1);
  });

  test('bounds how often one selection names the same answer', () => {
    expect(verdict({ query: `{ ${'a '.repeat(repeatsMax)} }` })).toBe('admitted');
    expect(verdict({ query: `{ ${'a '.repeat(repeatsMax + 1)} }` })).toBe('repeats of a field');
    expect(verdict({ query: `{ ${'__typename '.repeat(500)} }` })).toBe('repeats of a field');
    const spread = `{ ${'...f '.repeat(repeatsMax + 1)} } fragment f on Query { a }`;
    expect(verdict({ query: spread })).toBe('repeats of a field');
    expect(verdict({ query: `{ ${'... { a } '.repeat(repeatsMax + 1)} }` })).toBe('repeats of a field');
  });

  test('bounds tokens', () => {
    expect(verdict({ query: `{ ${'a '.repeat(tokensMax)} }` })).toBe('GRAPHQL_PARSE_FAILED');
  });

  test.each([
    ['side by side', 'mutation { m n }'],
    ['under two names', 'mutation { m other: m }'],
    ['in an inline fragment', 'mutation { m ... { n } }'],
    ['in a fragment', 'mutation { m ...f } fragment f on Mutation { n }'],
  ])('takes one mutation a request, not two %s', (_how, query) => {
    expect(verdict({ query })).toBe('mutations in one request');
  });

  test('takes one mutation with its __typename', () => {
    expect(verdict({ query: 'mutation { __typename m }' })).toBe('admitted');
  });

  const pages =
    'query ($n: Int = 2) { page(first: $n) { nodes { page(first: $n) { nodes { page(first: 20) { nodes { id } } } } } } }';
  const pagesWith = (first: string) => pages.replaceAll('$n', first).replace(/query \(.*?\) /, '');

  test('counts cost with the variables of the request, not once for the document', () => {
    expect(verdict({ query: pages })).toBe('admitted');
    expect(verdict({ query: pages, variables: { n: 10 } })).toBe('admitted');
    expect(verdict({ query: pages, variables: { n: 100 } })).toBe('cost');
    expect(verdict({ query: pages })).toBe('admitted');
  });

  test('counts cost with numbers in the document, with defaults, and with page sizes that are none', () => {
    expect(verdict({ query: pagesWith('100') })).toBe('cost');
    expect(verdict({ query: pagesWith('2147483647') })).toBe('cost');
    expect(verdict({ query: pagesWith('-5') })).toBe('admitted');
    expect(verdict({ query: pagesWith('1') })).toBe('admitted');
    const withDefaults = pages.replaceAll(/\(first: \S+\)/g, '').replace(/query \(.*?\) /, '');
    expect(verdict({ query: withDefaults })).toBe('cost');
  });

  test('counts what fragments cost each time they are spread, without spreading them one by one', () => {
    const doubling = Array.from(
      { length: 60 },
      (_, level) => `fragment f${level} on Node { self { ...f${level + 1} } ...f${level + 1} }`,
    );
    const query = `{ page { nodes { ...f0 } } } ${doubling.join(' ')} fragment f60 on Node { id }`;
    // One by one, this would never end.
    expect(['cost', 'depth']).toContain(verdict({ query }));
    expect(costMax).toBeLessThan(2 ** 60);
  });

  test('refuses null where a default lets a variable stand that may be null', () => {
    const query =
      'query A($n: Int) { page { nodes { ...f } } } query B { a } fragment f on Node { page(first: $n) { nodes { id } } }';
    expect(messages({ query, operationName: 'A', variables: { n: null } })).toEqual([
      'Variable at n: expected a value or nothing at all, got null.',
    ]);
    expect(verdict({ query, operationName: 'A' })).toBe('admitted');
    expect(verdict({ query, operationName: 'B', variables: { n: null } })).toBe('admitted');
  });

  test('says what is wrong with a variable, and where, without its value', () => {
    const query = 'query ($codes: [Code!]) { code(codes: $codes) }';
    expect(messages({ query, variables: { codes: ['OK', 4711, 'NO'] } })).toEqual([
      'Variable at codes.1: expected Code!.',
      'Variable at codes.2: must be OK.',
    ]);
    expect(verdict({ query, variables: { codes: 'OK' } })).toBe('admitted');
  });

  test('remembers a document, but only so many', () => {
    const documentOf = (query: string) => {
      const admission = gate({ query });
      if (!admission.admitted) throw new Error('Expected it to be admitted');
      return admission.document;
    };
    const first = documentOf('query q0 { a }');
    expect(documentOf('query q0 { a }')).toBe(first);
    for (let index = 1; index <= DOCUMENTS_REMEMBERED_MAX; index += 1) documentOf(`query q${index} { a }`);
    expect(documentOf('query q0 { a }')).not.toBe(first);
  });
});
