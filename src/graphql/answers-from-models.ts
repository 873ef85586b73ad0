import type { GraphQLSchema } from 'graphql';

/** Stands among the extensions of a query whose answer follows from the read models, the actor and the arguments. */
export const ANSWERS_FROM_MODELS = 'answersFromModels';

/** The others tell of the service itself, of records of use, or read the log. */
const QUERIES = [
  'account',
  'accounts',
  'contact',
  'contactSearch',
  'partnerContacts',
  'partnerHierarchy',
  'partnerOrganization',
  'partnerOrganizations',
  'resourceRoles',
] as const;

/** Marks the queries whose answers stay as they are while the read models do and nothing falls due. */
export const markModelQueries = (schema: GraphQLSchema): GraphQLSchema => {
  const fields = schema.getQueryType()?.getFields() ?? {};
  for (const name of QUERIES) {
    const field = fields[name];
    if (field === undefined) throw new Error(`expected a query ${name} in the schema, got none`);
    field.extensions = { ...field.extensions, [ANSWERS_FROM_MODELS]: true };
  }
  return schema;
};
