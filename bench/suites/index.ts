import type { Suite } from '../harness/suite';
import { commands } from './commands';
import { graphql } from './graphql';
import { growth } from './growth';
import { importing } from './import';
import { readModels } from './read-models';
import { server } from './server';
import { postgresStores, sqliteStores } from './stores';
import { subscriptions } from './subscriptions';

/** Everything that is measured, in the order of the report. */
export const SUITES: readonly Suite[] = [
  sqliteStores,
  postgresStores,
  commands,
  readModels,
  graphql,
  subscriptions,
  growth,
  importing,
  server,
];
