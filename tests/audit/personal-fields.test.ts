import { getNamedType, isNonNullType, isObjectType } from 'graphql';
import { dataClassOf } from '../../src/graphql/label-fields';
import { PERSONAL_FIELDS } from '../../src/graphql/personal-reads';
import { buildLiaisonSchema } from '../../src/graphql/schema';

const schema = buildLiaisonSchema();

const typeOf = (name: string) => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`Expected an object type ${name}`);
  return type;
};

const isWatched = (type: string, field: string): boolean =>
  PERSONAL_FIELDS[type]?.fields.includes(field) === true;

/** Whether the type is reached by fields that are watched and by no other. */
const isBeneathWatched = (wanted: string): boolean => {
  const ways = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type: type.name, field })))
    .filter(({ field }) => getNamedType(field.type).name === wanted);
  return ways.length > 0 && ways.every(({ type, field }) => isWatched(type, field.name));
};

test('every field that tells about a person is recorded, or lies beneath one that is', () => {
  const personal = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type: type.name, field })))
    .filter(({ field }) => dataClassOf(field) === 'personal');
  expect(personal.length).toBeGreaterThan(8);
  const unrecorded = personal.filter(
    ({ type, field }) => !isWatched(type, field.name) && !isBeneathWatched(type),
  );
  expect(unrecorded.map(({ type, field }) => `${type}.${field.name}`)).toEqual([]);
});

test('what is recorded of a type says whom it is about', () => {
  expect(Object.keys(PERSONAL_FIELDS)).toEqual(['Contact', 'UserAccess', 'FlavorStep']);
  expect(isNonNullType(typeOf('Contact').getFields().id?.type)).toBe(true);
  expect(PERSONAL_FIELDS.Contact?.subjectOf({ id: 'ines' })).toBe('ines');
  expect(PERSONAL_FIELDS.UserAccess?.subjectOf({ contactId: 'ines' })).toBe('ines');
  expect(PERSONAL_FIELDS.FlavorStep?.subjectOf({})).toBeUndefined();
});
