import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import type { Page, Placed } from '../../../projections/page';
import type { Soon } from '../../../projections/soon';
import { type KeptTexts, TEXTS } from '../execution/kept-texts';
import type { PageArgs } from '../inputs/read-args';
import { textsOfPage } from '../read/texts-of-page';
import type { View } from '../read/view';
import { Position } from '../scalars/position';
import { PageInfo } from './page-info';

/** One node of a page with its cursor, which is made when it is asked for. */
export interface EdgeOf<Node> {
  readonly node: Node;
  readonly cursor: string;
}

/** A page of nodes as Relay wants it (Cursor Connections), with the position it speaks of. */
export interface ConnectionOf<Node> {
  readonly edges: readonly EdgeOf<Node>[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
  /** Counted when it is asked for. */
  readonly totalCount: Soon<number>;
  readonly position: string;
}

/** What a connection is made from. */
interface ConnectionParts<Node> {
  /** As it was read. */
  readonly page: object;
  readonly view: View;
  readonly nodes: readonly Node[];
  readonly edges: () => readonly EdgeOf<Node>[];
  readonly pageInfo: PageInfo;
  readonly totalCount: () => Soon<number>;
}

type ConnectionClass<Node> = new (parts: ConnectionParts<Node>) => ConnectionOf<Node>;

/** The GraphQL types of a list of such nodes. */
export const connectionOf = <Node extends object>(
  name: string,
  what: string,
  node: () => ClassType | (abstract new (...parts: never[]) => Node),
): ConnectionClass<Node> => {
  @ObjectType(`${name}Edge`, {
    simpleResolvers: true,
    description: `One of ${what} with its place in the list.`,
  })
  class Edge implements EdgeOf<Node> {
    @Field(node, { description: 'The thing itself.' })
    declare readonly node: Node;

    @Field(() => String, { description: 'Its place: give it as `after` to go on from here.' })
    declare readonly cursor: string;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of ${what}.` })
  class Connection implements ConnectionOf<Node> {
    @Field(() => [node()], { description: 'The page without cursors.' })
    readonly nodes: readonly Node[];

    @Field(() => PageInfo, { description: 'Where the page stands in the list.' })
    readonly pageInfo: PageInfo;

    @Field(() => Position, { description: 'Position in the log that this answer speaks of.' })
    readonly position: string;

    readonly view: View;

    private knownEdges: readonly EdgeOf<Node>[] | undefined;
    private texts: KeptTexts | undefined;

    constructor(private readonly parts: ConnectionParts<Node>) {
      this.view = parts.view;
      this.nodes = parts.nodes;
      this.pageInfo = parts.pageInfo;
      this.position = parts.view.position;
    }

    get [TEXTS](): KeptTexts | undefined {
      this.texts ??= textsOfPage(this.parts.page, this.nodes);
      return this.texts;
    }

    @Field(() => [Edge], { description: 'The page, each with its cursor.' })
    get edges(): readonly EdgeOf<Node>[] {
      this.knownEdges ??= this.parts.edges();
      return this.knownEdges;
    }

    @Field(() => Int, { description: 'How many there are on all pages together.' })
    get totalCount(): Soon<number> {
      return this.parts.totalCount();
    }
  }
  return Connection;
};

/**
 * A page of a read model as a connection; rows that become no node (the actor may not see them) are left
 * out. Cursors that would tell something are sealed, each when it is asked for.
 */
export const connectionFrom = <Row, Node>(
  Connection: ConnectionClass<Node>,
  page: Page<Row>,
  { after }: PageArgs,
  view: View,
  nodeOf: (row: Row) => Node | undefined,
  seal: (cursor: string) => string = (cursor) => cursor,
): ConnectionOf<Node> => {
  const shown = page.rows.flatMap((place) => {
    const node = nodeOf(place.row);
    return node === undefined ? [] : [{ node, place }];
  });
  const cursorOf = (place: Placed<Row> | undefined) => (place === undefined ? null : seal(place.cursor));
  const ends = { first: () => cursorOf(page.rows[0]), last: () => cursorOf(page.rows.at(-1)) };
  return new Connection({
    page,
    view,
    nodes: shown.map(({ node }) => node),
    edges: () => shown.map(({ node, place }) => edgeOf(node, () => seal(place.cursor))),
    pageInfo: new PageInfo(ends, page.hasNextPage, typeof after === 'string'),
    totalCount: () => page.totalCount,
  });
};

const edgeOf = <Node>(node: Node, cursor: () => string): EdgeOf<Node> => ({
  node,
  get cursor() {
    return cursor();
  },
});

/** The page of somebody who may see none of it. */
export const noPage: Page<never> = { rows: [], hasNextPage: false, totalCount: 0 };
