import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import type { Page } from '../../../projections/page';
import type { PageArgs } from '../inputs/read-args';
import type { View } from '../read/view';
import { Position } from '../scalars/position';
import { PageInfo } from './page-info';

/** One node of a page with its cursor. */
export interface EdgeOf<Node> {
  readonly node: Node;
  readonly cursor: string;
}

/** A page of nodes as Relay wants it (Cursor Connections), with the position it speaks of. */
export interface ConnectionOf<Node> {
  readonly edges: readonly EdgeOf<Node>[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
  readonly position: string;
}

interface ConnectionClass<Node> {
  new (
    edges: readonly EdgeOf<Node>[],
    pageInfo: PageInfo,
    totalCount: number,
    position: string,
  ): ConnectionOf<Node>;
}

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
    @Field(() => [Edge], { description: 'The page, each with its cursor.' })
    readonly edges: readonly EdgeOf<Node>[];

    @Field(() => PageInfo, { description: 'Where the page stands in the list.' })
    readonly pageInfo: PageInfo;

    @Field(() => Int, { description: 'How many there are on all pages together.' })
    readonly totalCount: number;

    @Field(() => Position, { description: 'Position in the log that this answer speaks of.' })
    readonly position: string;

    constructor(edges: readonly EdgeOf<Node>[], pageInfo: PageInfo, totalCount: number, position: string) {
      this.edges = edges;
      this.pageInfo = pageInfo;
      this.totalCount = totalCount;
      this.position = position;
    }

    @Field(() => [node()], { description: 'The page without cursors.' })
    get nodes(): readonly Node[] {
      return this.edges.map((edge) => edge.node);
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
  const edges = page.rows.flatMap(({ row, cursor }) => {
    const node = nodeOf(row);
    return node === undefined ? [] : [edgeOf(node, cursor, seal)];
  });
  const [first] = page.rows;
  const cursors = [first, page.rows.at(-1)].flatMap((found) => (found ? [seal(found.cursor)] : []));
  const pageInfo = new PageInfo(cursors, page.hasNextPage, typeof after === 'string');
  return new Connection(edges, pageInfo, page.totalCount, view.position);
};

const edgeOf = <Node>(node: Node, cursor: string, seal: (cursor: string) => string): EdgeOf<Node> => ({
  node,
  get cursor() {
    return seal(cursor);
  },
});

/** The page of somebody who may see none of it. */
export const noPage: Page<never> = { rows: [], hasNextPage: false, totalCount: 0 };
