import { buildSchema, isInputObjectType } from 'graphql';
import { ARGUMENT_CLASSES } from '../../src/graphql/input-classes';
import { dataClassOf } from '../../src/graphql/label-fields';
import { labelInputs } from '../../src/graphql/label-inputs';
import { buildLiaisonSchema } from '../../src/graphql/schema';

const schema = buildLiaisonSchema();
const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
  isInputObjectType(type)
    ? Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field }))
    : [],
);
const small = () =>
  buildSchema(
    'type Query { find(words: String, filter: Filter): Int } input Filter { id: ID, name: String }',
  );
const args = { words: 'personal', filter: 'business' } as const;

describe('the data classes of inputs', () => {
  test('are on every field of an input and on every argument', () => {
    expect(fields.filter(({ field }) => dataClassOf(field) === undefined)).toEqual([]);
    expect(fields.length).toBeGreaterThan(200);
    const given = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
      (type) => Object.values(type?.getFields() ?? {}).flatMap(({ args: each }) => each),
    );
    expect(given.filter((argument) => dataClassOf(argument) === undefined)).toEqual([]);
    expect(given.map(({ name }) => name).filter((name) => !(name in ARGUMENT_CLASSES))).toEqual([]);
  });

  test('refuse a schema with an input without one', () => {
    expect(() => labelInputs(small(), { inputs: { Filter: { id: 'business' } }, args })).toThrow(
      'Filter.name without a class',
    );
    expect(() => labelInputs(small(), { inputs: {}, args })).toThrow('Filter.id without a class');
    expect(() =>
      labelInputs(small(), { inputs: { Filter: 'business' }, args: { words: 'personal' } }),
    ).toThrow('(filter) without a class');
  });

  test('refuse one for an input that is none', () => {
    const labels = { id: 'business', name: 'personal', age: 'personal' } as const;
    expect(() => labelInputs(small(), { inputs: { Filter: labels }, args })).toThrow('Filter.age');
    expect(() => labelInputs(small(), { inputs: { Filter: 'business', Ghost: 'public' }, args })).toThrow(
      'Ghost',
    );
    expect(() =>
      labelInputs(small(), { inputs: { Filter: 'business' }, args: { ...args, ghost: 'public' } }),
    ).toThrow('(ghost)');
  });

  test('call personal or secret what tells something about a person, or opens a door', () => {
    const named = fields.filter(({ field }) => ['personal', 'secret'].includes(dataClassOf(field) ?? ''));
    const names = named.map(({ name }) => name).filter((name) => !name.endsWith('.reason'));
    expect(names.sort()).toEqual([
      'AcceptInvitationInput.secret',
      'AcceptInvitationInput.subject',
      'ChannelInput.value',
      'CorrectContactDetailsInput.channels',
      'CorrectContactDetailsInput.department',
      'CorrectContactDetailsInput.name',
      'CorrectContactDetailsInput.title',
      'GrantPartnerUserAccessInput.login',
      'LinkIdentityInput.subject',
      'PartnerContactFilter.namePrefix',
      'PersonNameInput.family',
      'PersonNameInput.given',
      'PersonNameInput.prefix',
      'PersonNameInput.suffix',
      'RegisterContactInput.channels',
      'RegisterContactInput.department',
      'RegisterContactInput.name',
      'RegisterContactInput.title',
      'WantedAccessInput.login',
    ]);
    const reasons = fields.filter(({ name }) => name.endsWith('.reason'));
    expect(reasons.map(({ field }) => dataClassOf(field))).toEqual(reasons.map(() => 'personal'));
  });
});
