import { buildSchema, isObjectType, parse } from 'graphql';
import { answerCompiled } from '../../../src/graphql/execution/compiled-operation';
import { KeptTexts, TEXTS, TEXTS_PER_SOURCE_MAX } from '../../../src/graphql/execution/kept-texts';
import { FOLLOWS_FROM_SOURCE, NOTED } from '../../../src/graphql/execution/selection';

const schema = buildSchema(`
  type Query { thing: Thing }
  type Thing { id: ID! title: String secret: String asked: Int changing: Int! inner: Inner risky: String of(n: Int): Int }
  type Inner { word: String noted: String }
`);

/** What was told of the reading of a field, and how often a value was worked out. */
const told: unknown[] = [];
let workedOut = 0;

const mark = (type: string, name: string, extensions: object): void => {
  const found = schema.getType(type);
  const field = isObjectType(found) ? found.getFields()[name] : undefined;
  if (field !== undefined) field.extensions = { ...field.extensions, ...extensions };
};
for (const name of ['id', 'title', 'secret', 'inner', 'risky', 'of'])
  mark('Thing', name, { [FOLLOWS_FROM_SOURCE]: true });
for (const name of ['word', 'noted']) mark('Inner', name, { [FOLLOWS_FROM_SOURCE]: true });
const note = (source: unknown, context: unknown): void => void told.push([source, context]);
mark('Thing', 'title', { [NOTED]: { note } });
mark('Thing', 'secret', { [NOTED]: { note } });
mark('Inner', 'noted', { [NOTED]: { note } });

class Thing {
  readonly [TEXTS] = new KeptTexts();
  changing = 0;
  fails = false;
  constructor(readonly id: string) {}
  get title(): string {
    workedOut += 1;
    return `the "title" of ${this.id} \ud83d\ude00`;
  }
  get secret(): string {
    return 'secret';
  }
  get inner(): object {
    return { word: 'word', noted: 'noted' };
  }
  get risky(): string {
    if (this.fails) throw new Error('it broke');
    return 'well';
  }
  of({ n }: { readonly n: number }): number {
    return n;
  }
}

const ask = async (thing: object, query: string, audience?: string, contextValue = 'context') => {
  const document = documents.get(query) ?? parse(query);
  documents.set(query, document);
  const answered = await answerCompiled({ schema, document, rootValue: { thing }, contextValue, audience });
  return { ...answered, data: JSON.parse(answered.data ?? 'null')?.thing };
};
const documents = new Map<string, ReturnType<typeof parse>>();

beforeEach(() => {
  told.length = 0;
  workedOut = 0;
});

describe('the text of a source', () => {
  test('is kept when it is asked for a second time, and used from the third on', async () => {
    const thing = new Thing('one');
    for (let time = 0; time < 4; time += 1) {
      thing.changing = time;
      const { data } = await ask(thing, '{ thing { id title changing } }', 'all');
      expect(data).toEqual({ id: 'one', title: thing.title, changing: time });
      workedOut -= 1;
    }
    expect(workedOut).toBe(2);
  });

  test('is no other audience’s', async () => {
    const thing = new Thing('two');
    for (const audience of ['a', 'a', 'a', 'b']) await ask(thing, '{ thing { title } }', audience);
    expect(workedOut).toBe(3);
  });

  test('is not kept for an audience that is not named', async () => {
    const thing = new Thing('three');
    for (let time = 0; time < 4; time += 1) await ask(thing, '{ thing { title } }');
    expect(workedOut).toBe(4);
  });

  test('is told of each time it is shown, once for all fields that are told of together', async () => {
    const thing = new Thing('four');
    for (const context of ['1', '2', '3', '4']) await ask(thing, '{ thing { id title } }', 'all', context);
    expect(told).toEqual(['1', '2', '3', '4'].map((context) => [thing, context]));
  });

  test('holds nothing in which something went wrong', async () => {
    const thing = new Thing('five');
    thing.fails = true;
    for (let time = 0; time < 3; time += 1) {
      const { data, errors } = await ask(thing, '{ thing { id risky } }', 'all');
      expect([data, errors?.length]).toEqual([{ id: 'five', risky: null }, 1]);
    }
    thing.fails = false;
    expect((await ask(thing, '{ thing { id risky } }', 'all')).data).toEqual({ id: 'five', risky: 'well' });
  });

  test('holds what stands below, unless that is told of', async () => {
    const thing = new Thing('six');
    let made = 0;
    Object.defineProperty(thing, 'inner', {
      get: () => {
        made += 1;
        return { word: 'word', noted: 'noted' };
      },
    });
    for (let time = 0; time < 5; time += 1) await ask(thing, '{ thing { inner { word } } }', 'all');
    expect(made).toBe(2);
    for (let time = 0; time < 5; time += 1) await ask(thing, '{ thing { inner { word noted } } }', 'all');
    expect(made).toBe(7);
  });

  test('holds no field with arguments', async () => {
    const thing = new Thing('seven');
    const query = 'query ($n: Int) { thing { id of(n: $n) } }';
    const document = parse(query);
    for (const n of [1, 2, 3, 4]) {
      const { data } = await answerCompiled({
        schema,
        document,
        rootValue: { thing },
        variableValues: { n },
        audience: 'all',
      });
      expect(data).toBe(`{"thing":{"id":"seven","of":${n}}}`);
    }
  });

  test('is one of a bounded number', () => {
    const texts = new KeptTexts();
    const asked = Array.from({ length: TEXTS_PER_SOURCE_MAX + 1 }, (_, number) => number);
    for (const question of asked) {
      texts.keep(question, 'text');
      texts.keep(question, 'text');
    }
    expect(asked.filter((question) => texts.find(question) === 'text')).toHaveLength(TEXTS_PER_SOURCE_MAX);
  });
});
