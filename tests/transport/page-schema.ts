import { buildSchema, type GraphQLSchema } from 'graphql';
import type { Page, PageSource } from '../../src/graphql/execution/page-source';
import { ANSWERS_WITH_EVENT } from '../../src/graphql/execution/shareable';

/** What the source of pages has done. */
export interface Pages {
  taken: number;
  ended: number;
}

export interface Told {
  readonly place: number;
  readonly text: string;
  readonly position: string;
  readonly broken?: string | undefined;
}

const DONE = { done: true, value: undefined } as const;

/** Pages that are there at once, the same objects for everybody; then it waits, or it is over. */
class Given implements PageSource<Told> {
  hasEnded = false;
  private next_ = 0;

  constructor(
    private readonly pages: readonly Page<Told>[],
    private readonly watch: Pages,
    private readonly isOver: boolean,
  ) {}

  takePage(): Page<Told> | undefined {
    const page = this.pages[this.next_];
    if (page !== undefined) this.watch.taken += 1;
    else if (this.isOver) this.hasEnded = true;
    this.next_ += 1;
    return page;
  }

  whenPage(wake: () => void): void {
    if (this.next_ < this.pages.length || this.isOver) setImmediate(wake);
  }

  async next(): Promise<never> {
    throw new Error('expected its events to be taken by the page, got a question for one');
  }

  async return(): Promise<typeof DONE> {
    this.watch.ended += 1;
    this.hasEnded = true;
    return DONE;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/** `pages` by the page, and `broken` whose answer to one event breaks. */
export const pageSchema = (pages: readonly Page<Told>[], watch: Pages, isOver = true): GraphQLSchema => {
  const schema = buildSchema(/* GraphQL */ `
    type Query { hello: String! }
    type Subscription { pages: Told! }
    type Told { place: Int!, text: String!, broken: String! }
  `);
  const field = schema.getSubscriptionType()?.getFields().pages;
  if (field === undefined) throw new Error('expected a field pages, got none');
  field.extensions = { [ANSWERS_WITH_EVENT]: true };
  field.subscribe = () => new Given(pages, watch, isOver);
  field.resolve = async (event) => event;
  return schema;
};

/** So many pages of so many events of so many bytes. */
export const manyPages = (count: number, size: number, bytes: number): readonly Page<Told>[] =>
  Array.from({ length: count }, (_, page) =>
    Array.from({ length: size }, (_, index) => {
      const place = page * size + index + 1;
      return { place, text: 'x'.repeat(bytes), position: `store:${place}`, broken: 'no' };
    }),
  );
