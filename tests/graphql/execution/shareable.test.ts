import { buildSchema, parse } from 'graphql';
import { commonPlanOf } from '../../../src/graphql/execution/compiled-operation';
import { ANSWERS_WITH_EVENT } from '../../../src/graphql/execution/shareable';

const schema = buildSchema(`
  type Query { name: String }
  type Subscription { events: Told others: Told }
  type Told { name: String mine: String of(who: String): String part: Part thing: Thing }
  type Part { name: String mine: String }
  union Thing = Part
`);
const fieldOf = (type: string, name: string) => {
  const found = schema.getType(type);
  const field = found && 'getFields' in found ? found.getFields()[name] : undefined;
  if (field === undefined) throw new Error(`expected a field ${type}.${name}, got none`);
  return field;
};
fieldOf('Subscription', 'events').extensions = { [ANSWERS_WITH_EVENT]: true };
// What it answers may follow from who asks.
for (const type of ['Told', 'Part']) Object.assign(fieldOf(type, 'mine'), { resolve: () => 'mine' });

const isShared = (query: string): boolean => commonPlanOf({ schema, document: parse(query) }) !== undefined;

test.each([
  'subscription { events { name part { name } } }',
  'subscription { told: events { ...F ... { name } } } fragment F on Told { part { __typename name } }',
])('%s has the same answers for all who get the event', (query) => {
  expect(isShared(query)).toBe(true);
});

test.each([
  'subscription { others { name } }',
  'subscription { events { name mine } }',
  'subscription { events { part { mine } } }',
  'subscription { events { ... on Told { mine } } }',
  'subscription { events { ...F } } fragment F on Told { part { ...G } } fragment G on Part { mine }',
  'subscription { events { of(who: "me") } }',
  'subscription { events { thing { __typename } } }',
  '{ name }',
])('%s is answered to each by itself', (query) => {
  expect(isShared(query)).toBe(false);
});
