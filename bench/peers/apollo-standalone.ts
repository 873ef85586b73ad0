import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSchema } from 'type-graphql';
import { serveTasks } from '../harness/child';
import type { ServedRows } from '../serving/served-rows';
import { resolverOf } from './apollo-types';

/** Apollo Server and TypeGraphQL as their documentation starts them. */
const serve = async (rows: ServedRows): Promise<number> => {
  const schema = await buildSchema({ resolvers: [resolverOf(rows)] });
  const { url } = await startStandaloneServer(new ApolloServer({ schema }), { listen: { port: 0 } });
  return Number(new URL(url).port);
};

serveTasks({ serve });
