import fc from 'fast-check';
import { getOperationAST, getVariableValues, type OperationDefinitionNode, parse } from 'graphql';
import { weigh } from '../../src/graphql/limits/cost';
import { variableReader } from '../../src/graphql/limits/read-variables';
import { variableErrors } from '../../src/graphql/limits/variable-errors';
import { weightsOf } from '../../src/graphql/limits/weights';
import { buildLiaisonSchema } from '../../src/graphql/schema';

const schema = buildLiaisonSchema();
const ID = '0192f0c1-7a4e-7cc3-9c5d-0a3f5b1e8d21';

const document = parse(`
  query (
    $id: UUID!, $first: Int! = 7, $after: String, $filter: PartnerContactFilter = { flavor: PARTNER_USER },
    $sort: ContactSort! = NAME_DESC, $asOf: AsOf, $minPosition: Position, $kinds: [ChannelKind!], $yes: Boolean = true
  ) {
    partnerContacts(
      partnerId: $id, first: $first, after: $after, filter: $filter, sort: $sort, asOf: $asOf, minPosition: $minPosition
    ) {
      nodes { id channels(kinds: $kinds) { id } manager @include(if: $yes) { reports(first: $first) { nodes { id } } } }
    }
  }`);
const operation = getOperationAST(document) as OperationDefinitionNode;
const read = variableReader(schema, operation);

const some = fc.oneof(
  fc.constantFrom(null, undefined, ID, ID.toUpperCase(), 'NAME_ASC', 'EMAIL', 'store:7', 1, 2.5, true, ''),
  fc.constantFrom(
    [],
    ['EMAIL'],
    ['EMAIL', null],
    [7],
    {},
    { position: 'store:1' },
    { position: 7 },
    { x: 1 },
  ),
  fc.constantFrom({ flavor: 'PARTNER_USER', role: 'A' }, { flavor: null }, { managerId: ID, status: 'NO' }),
);
const mostly = (...right: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary: some });
const given = fc.record(
  {
    id: mostly(ID, ID.toUpperCase()),
    first: mostly(3, 50),
    after: mostly('x', null),
    filter: mostly({ flavor: 'PARTNER_USER', role: 'A' }, { flavor: null }, null),
    sort: mostly('NAME_ASC'),
    asOf: mostly({ position: 'store:1' }, null),
    minPosition: mostly('store:7', null),
    kinds: mostly([], ['EMAIL'], 'EMAIL', null),
    yes: mostly(true, false, null),
    other: some,
  },
  { requiredKeys: ['id'] },
);

const commands = getOperationAST(
  parse(`
    mutation ($register: RegisterContactInput!, $correct: [CorrectContactDetailsInput!]) {
      registerContact(input: $register) { __typename }
    }`),
) as OperationDefinitionNode;
const readCommands = variableReader(schema, commands);

const channel = fc.record(
  {
    id: mostly(ID, null),
    kind: mostly('EMAIL', 'PHONE'),
    value: mostly('ana@x.example', '+49 1'),
    preferred: mostly(true, false, null),
  },
  { requiredKeys: ['kind', 'value'] },
);
const ofCommand = {
  idempotencyKey: mostly('a', 'b'),
  title: mostly('Head of sales', null),
  name: fc.oneof(
    { weight: 6, arbitrary: fc.record({ given: mostly('Ana'), family: mostly('F', null) }) },
    { weight: 1, arbitrary: some },
  ),
  channels: fc.oneof(
    { weight: 6, arbitrary: fc.array(channel, { maxLength: 2 }) },
    { weight: 1, arbitrary: fc.oneof(some, channel) },
  ),
  expectedVersion: mostly(3, null),
  dryRun: mostly(true, false),
};
const required = { requiredKeys: ['idempotencyKey'] as ['idempotencyKey'] };
const register = fc.record(ofCommand, required);
const correct = fc.record({ contactId: mostly(ID), ...ofCommand }, required);
const givenCommands = fc.record(
  {
    register: fc.oneof({ weight: 12, arbitrary: register }, { weight: 1, arbitrary: some }),
    correct: fc.oneof(
      { weight: 4, arbitrary: fc.array(correct, { maxLength: 2 }) },
      { weight: 2, arbitrary: correct },
      { weight: 1, arbitrary: some },
    ),
  },
  { requiredKeys: ['register'] },
);

describe('the variables of a request', () => {
  test('are read as graphql-js reads them, or not at all, also where they are inputs of commands', () => {
    const stats = { right: 0, wrong: 0 };
    fc.assert(
      fc.property(givenCommands, (variables) => {
        const { coerced, errors } = getVariableValues(schema, commands.variableDefinitions ?? [], variables);
        expect(JSON.stringify(readCommands(variables))).toBe(
          errors === undefined ? JSON.stringify(coerced) : undefined,
        );
        expect(readCommands(variables)).toEqual(errors === undefined ? coerced : undefined);
        stats[errors === undefined ? 'right' : 'wrong'] += 1;
      }),
      { numRuns: 1_000 },
    );
    expect(Math.min(stats.right, stats.wrong)).toBeGreaterThan(50);
  });

  test('are read as graphql-js reads them, or not at all where it finds them wrong', () => {
    const stats = { right: 0, wrong: 0 };
    fc.assert(
      fc.property(given, (variables) => {
        const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
        expect(read(variables)).toEqual(errors === undefined ? coerced : undefined);
        expect(variableErrors(schema, operation, variables).length > 0).toBe(errors !== undefined);
        stats[errors === undefined ? 'right' : 'wrong'] += 1;
      }),
      { numRuns: 3_000 },
    );
    expect(Math.min(stats.right, stats.wrong)).toBeGreaterThan(50);
  });

  test('weigh as much the next time as the first time', () => {
    const weightOf = weightsOf(schema, document, operation);
    fc.assert(
      fc.property(given, (variables) => {
        expect(weightOf(variables)).toEqual(weigh(schema, document, operation, variables));
      }),
      { numRuns: 1_000 },
    );
    expect(weightOf({ first: 3 })).not.toEqual(weightOf({ first: 4 }));
    expect(weightOf({ first: null })).not.toEqual(weightOf({}));
  });
});
