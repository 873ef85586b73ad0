import { Field, ObjectType } from 'type-graphql';

/** Makes the cursors of a page, which cost more than the rest of it, when they are asked for. */
export interface PageEnds {
  first(): string | null;
  last(): string | null;
}

/** Where a page stands in its list. */
@ObjectType({ simpleResolvers: true, description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follows: ask again with `after: endCursor`.' })
  readonly hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether the page was asked for with `after`.' })
  readonly hasPreviousPage: boolean;

  private first: string | null | undefined;
  private last: string | null | undefined;

  constructor(
    private readonly ends: PageEnds,
    hasNextPage: boolean,
    hasPreviousPage: boolean,
  ) {
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
  }

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null on an empty page.' })
  get startCursor(): string | null {
    this.first ??= this.ends.first();
    return this.first;
  }

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge; null on an empty page.' })
  get endCursor(): string | null {
    this.last ??= this.ends.last();
    return this.last;
  }
}
