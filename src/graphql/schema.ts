import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { markModelQueries } from './answers-from-models';
import { guardOperations } from './guard';
import { labelFields } from './label-fields';
import { labelInputs } from './label-inputs';
import { MUTATIONS } from './mutations';
import { watchPersonalReads } from './personal-reads';
import { QUERIES } from './queries';
import { resolveDirectly } from './resolving/direct-resolvers';
import { EventsSubscription } from './subscriptions/events';
import { AccountLinks } from './types/account-links';
import { ContactLinks } from './types/contact-links';
import { PartnerOrganizationLinks } from './types/partner-organization-links';
import { markViewTypes } from './view-types';

let built: GraphQLSchema | undefined;

/** The schema of the product; built once, since two of them would share their metadata. */
export const buildLiaisonSchema = (): GraphQLSchema => {
  built ??= completed(
    buildSchemaSync({
      resolvers: [
        ...MUTATIONS,
        ...QUERIES,
        EventsSubscription,
        ContactLinks,
        PartnerOrganizationLinks,
        AccountLinks,
      ],
      orphanedTypes: [],
      validate: { forbidUnknownValues: true, validationError: { target: false, value: false } },
      // Subscriptions read the log; nothing is published in memory.
      pubSub: { publish: refusePublishing, subscribe: refusePublishing },
    }),
  );
  return built;
};

/** What the product puts around the resolvers, from the inside to the outside. */
const completed = (schema: GraphQLSchema): GraphQLSchema =>
  [
    resolveDirectly,
    guardOperations,
    markViewTypes,
    (made: GraphQLSchema) => labelFields(made),
    (made: GraphQLSchema) => labelInputs(made),
    watchPersonalReads,
    markModelQueries,
  ].reduce((made, add) => add(made), schema);

/** The schema as text, sorted, as it is committed in `schema.graphql`. */
export const printLiaisonSchema = (): string =>
  `${printSchema(lexicographicSortSchema(buildLiaisonSchema()))}\n`;

const refusePublishing = (): never => {
  throw new Error('expected subscriptions to read the log, got one that publishes in memory');
};
