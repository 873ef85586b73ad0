import { buildSchema, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Actor } from '../../src/domain/actor';
import { StoreFault } from '../../src/store/store-fault';

/** What the small schema of these tests works with. */
export interface TryContext {
  readonly actor: Actor | undefined;
  readonly signal: AbortSignal;
  readonly correlationId: string;
  readonly watch: Watch;
}

/** What happened inside, as tests wait for it. */
export interface Watch {
  started: number;
  aborted: number;
  ended: number;
  /** Lets the `held` query answer. */
  release: () => void;
}

export const newWatch = (): Watch => ({ started: 0, aborted: 0, ended: 0, release: () => undefined });

const SDL = /* GraphQL */ `
  type Query {
    hello: String!
    who: String
    correlation: String!
    "Ends only when it is broken off."
    slow: String
    "Answers when the test says so."
    held: String
    crash: String
    refused: String
    storeAway: String
    page(first: Int = 20): Page!
    echo(input: Echo!): String
    large: String!
  }
  input Echo { text: String!, count: Int, kind: Kind, inner: [Echo!] }
  enum Kind { RED GREEN }
  type Page { nodes: [Node!]! }
  type Node { id: ID, page(first: Int = 20): Page!, self: Node! }
  type Mutation { ping(text: String): String, pong: String }
  type Subscription {
    ticks(count: Int!): Int!
    "Yields one and then waits for ever, deaf to its signal."
    stuck: Int!
    crashing: Int!
    refusedStream: Int!
    flood: String!
  }
`;

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

const page = { nodes: () => [node()] };
const node = (): object => ({ id: '1', page, self: node });

const queries = {
  hello: () => 'world',
  who: (_: unknown, { actor }: TryContext) => actor?.kind ?? null,
  correlation: (_: unknown, { correlationId }: TryContext) => correlationId,
  slow: async (_: unknown, { signal, watch }: TryContext) => {
    watch.started += 1;
    await untilAborted(signal);
    watch.aborted += 1;
    return 'late';
  },
  held: (_: unknown, { watch }: TryContext) => {
    watch.started += 1;
    return new Promise((resolve) => {
      watch.release = () => resolve('finished');
    });
  },
  crash: () => {
    throw new Error('SELECT name FROM people WHERE name = Ada Lovelace');
  },
  refused: () => {
    throw new GraphQLError('Say who you are.', {
      extensions: { code: 'UNAUTHENTICATED', secret: { text: 'inner' } },
    });
  },
  storeAway: () => {
    throw new StoreFault('OUTCOME_UNKNOWN', 'disk I/O error in folder of Ada');
  },
  page: () => page,
  echo: ({ input }: { input: { text: string } }) => input.text,
  large: () => 'x'.repeat(2_000_000),
  ping: () => 'pong',
  pong: () => 'ping',
};

const subscriptions = {
  ticks: async function* ({ count }: { count: number }, { watch }: TryContext) {
    watch.started += 1;
    try {
      for (let tick = 1; tick <= count; tick += 1) yield { ticks: tick };
    } finally {
      watch.ended += 1;
    }
  },
  stuck: async function* (_: unknown, { signal, watch }: TryContext) {
    watch.started += 1;
    signal.addEventListener('abort', () => {
      watch.aborted += 1;
    });
    yield { stuck: 1 };
    await new Promise(() => undefined);
  },
  crashing: async function* () {
    yield { crashing: 1 };
    throw new Error('row of Ada Lovelace is broken');
  },
  refusedStream: () => {
    throw new GraphQLError('Not for you.', { extensions: { code: 'FORBIDDEN' } });
  },
  flood: async function* (_: unknown, { watch }: TryContext) {
    for (;;) {
      watch.started += 1;
      yield { flood: 'x'.repeat(100_000), position: `store:${watch.started}` };
    }
  },
};

/** A schema whose fields do what servers meet: answer, wait, crash, refuse, stream and flood. */
export const trySchema = (): GraphQLSchema => {
  const schema = buildSchema(SDL);
  for (const [name, run] of Object.entries(queries)) {
    const field = schema.getQueryType()?.getFields()[name] ?? schema.getMutationType()?.getFields()[name];
    if (field)
      field.resolve = (_source, args, context) => (run as (a: unknown, c: unknown) => unknown)(args, context);
  }
  for (const [name, run] of Object.entries(subscriptions)) {
    const field = schema.getSubscriptionType()?.getFields()[name];
    if (field)
      field.subscribe = (_source, args, context) =>
        (run as (a: unknown, c: unknown) => unknown)(args, context);
  }
  return schema;
};
