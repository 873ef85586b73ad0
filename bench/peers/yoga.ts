import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { serveTasks } from '../harness/child';
import { listening } from '../serving/listening';
import { resolversFor, SDL, type ServedRows } from '../serving/served-rows';

/** graphql-yoga as its documentation starts it, with what only development needs turned off. */
const serve = (rows: ServedRows): Promise<number> => {
  const schema = createSchema<object>({ typeDefs: SDL, resolvers: resolversFor(rows) });
  return listening(
    createServer(createYoga<object>({ schema, logging: false, graphiql: false, landingPage: false })),
  );
};

serveTasks({ serve });
