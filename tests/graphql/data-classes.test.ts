import { buildSchema, isInterfaceType, isIntrospectionType, isNonNullType, isObjectType } from 'graphql';
import { dataClassOf, labelFields } from '../../src/graphql/label-fields';
import { buildLiaisonSchema } from '../../src/graphql/schema';

const schema = buildLiaisonSchema();
const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
  !isIntrospectionType(type) && (isObjectType(type) || isInterfaceType(type))
    ? Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, type, field }))
    : [],
);
const named = (dataClass: string) =>
  fields.filter(({ field }) => dataClassOf(field) === dataClass).map(({ name }) => name);
const small = () => buildSchema('type Query { contact: Contact } type Contact { id: ID, name: String }');

describe('data classes', () => {
  test('are on every field of the schema', () => {
    expect(fields.filter(({ field }) => dataClassOf(field) === undefined).map(({ name }) => name)).toEqual(
      [],
    );
    expect(fields.length).toBeGreaterThan(150);
  });

  test('refuse a schema with a field without one', () => {
    const half = { Query: 'public', Contact: { id: 'business' } } as const;
    expect(() => labelFields(small(), half)).toThrow('Contact.name without a class');
    expect(() => labelFields(small(), { Query: 'public' })).toThrow('Contact.id without a class');
  });

  test('refuse one for a field that is none', () => {
    const labels = { id: 'business', name: 'personal', age: 'personal' } as const;
    expect(() => labelFields(small(), { Query: 'public', Contact: labels })).toThrow('Contact.age');
    const ghost = { Query: 'public', Contact: 'business', Ghost: 'public' } as const;
    expect(() => labelFields(small(), ghost)).toThrow('Ghost');
  });

  test('hide a personal field by null: it may be null, or stands in an object that is hidden itself', () => {
    const hidden = new Set(['PersonName', 'IssuedInvitation']);
    const wrong = fields.filter(
      ({ field, type }) =>
        ['personal', 'secret'].includes(dataClassOf(field) ?? '') &&
        isNonNullType(field.type) &&
        !hidden.has(type.name),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test('call personal what tells something about a person', () => {
    expect(named('personal').sort()).toEqual([
      'Contact.department',
      'Contact.email',
      'Contact.name',
      'Contact.phone',
      'Contact.title',
      'ContactChannel.value',
      'FlavorStep.reason',
      'PersonName.display',
      'PersonName.family',
      'PersonName.given',
      'PersonName.prefix',
      'PersonName.suffix',
      'UserAccess.login',
    ]);
    expect(named('secret')).toEqual(['IssuedInvitation.secret']);
  });

  test.each([
    ['ANALYTICS_SUBSCRIBER', null],
    ['AUDITOR', 'Ana'],
  ] as const)('show a %s %p for a personal field', async (kind, shown) => {
    const labelled = labelFields(small(), { Query: 'public', Contact: { id: 'business', name: 'personal' } });
    const field = labelled.getType('Contact');
    if (!isObjectType(field)) throw new Error('expected a type');
    const resolve = field.getFields().name?.resolve;
    const context = { actor: { kind, id: 'somebody' } };
    expect(await resolve?.({ name: 'Ana' }, {}, context, { fieldName: 'name' } as never)).toBe(shown);
  });
});
