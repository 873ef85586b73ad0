import { buildSchema, isObjectType, parse } from 'graphql';
import { answerCompiled } from '../../../src/graphql/execution/compiled-operation';
import { KeptTexts, TEXTS } from '../../../src/graphql/execution/kept-texts';
import { READS } from '../../../src/graphql/execution/reads';
import { FOLLOWS_FROM_READS } from '../../../src/graphql/execution/selection';

const schema = buildSchema(`
  type Query { outer: Outer outers: [Outer] inner: Inner }
  type Outer { inner: Inner broken: Int! }
  type Inner { word: String }
`);
const type = schema.getType('Inner');
for (const field of isObjectType(type) ? Object.values(type.getFields()) : [])
  field.extensions = { [FOLLOWS_FROM_READS]: true };

const contextValue = { [READS]: { begin: () => undefined, end: () => ({}), holds: () => true } };
const inner = { [TEXTS]: new KeptTexts(), word: 'Zoë' };
const outer = {
  inner,
  get broken(): number {
    throw new Error('it broke');
  },
};
const rootValue = { inner, outer, outers: [outer, outer] };

/** The third answer: texts are kept from the second on. */
const third = async (query: string) => {
  const document = parse(query);
  const ask = () => answerCompiled({ schema, document, rootValue, contextValue, audience: 'all' });
  await ask();
  await ask();
  return ask();
};

describe('the bytes of an answer are known', () => {
  test('where it is one field whose value was kept', async () => {
    const { data, framed } = await third('{ a: inner { word } }');
    expect(data).toBe('{"a":{"word":"Zoë"}}');
    expect(framed).toEqual({ before: '{"a":', bytes: Buffer.from('{"word":"Zoë"}'), after: '}' });
  });

  test('not where there is more beside it or around it', async () => {
    expect((await third('{ inner { word } again: inner { word } }')).framed).toBeUndefined();
    expect((await third('{ outer { inner { word } } }')).framed).toBeUndefined();
  });

  test('not where what was kept was taken out by an error, and what stands there is as long by chance', async () => {
    const { data, errors, framed } = await third('{ outers { inner { w: word } broken } }');
    expect([data, errors?.length, '{"w":"Zoë"}'.length]).toEqual([
      '{"outers":[null,null]}',
      2,
      '[null,null]'.length,
    ]);
    expect(framed).toBeUndefined();
  });
});
