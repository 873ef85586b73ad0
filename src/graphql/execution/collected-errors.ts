import type { GraphQLError } from 'graphql';
import type { Path } from 'graphql/jsutils/Path';

/** The errors of one execution, as graphql-js collects them: none below a place that is null by an error already. */
export class CollectedErrors {
  readonly list: GraphQLError[] = [];
  /** How many there were, with those that are not told. */
  noticed = 0;
  private readonly nulled = new Set<Path | undefined>();

  add(error: GraphQLError, place: Path | undefined): void {
    this.noticed += 1;
    if (this.nulled.size > 0 && this.isBelowNull(place)) return;
    this.nulled.add(place);
    this.list.push(error);
  }

  private isBelowNull(place: Path | undefined): boolean {
    for (let path = place; path !== undefined; path = path.prev) if (this.nulled.has(path)) return true;
    return this.nulled.has(undefined);
  }
}
