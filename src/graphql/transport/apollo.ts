import { ApolloServer, type ApolloServerPlugin, type HTTPGraphQLRequest } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { limitRules } from '../limits/check-document';
import { asGraphQLError, logFaults, maskedError } from './masked-errors';
import { logOperation, type Operation, outcomeOf, type Runtime } from './operation';

/** Apollo Server for `POST /graphql`, and a way to tell it which operation a request belongs to. */
export interface Apollo<Context extends object> {
  readonly server: ApolloServer<Context>;
  watch(request: HTTPGraphQLRequest, operation: Operation<Context>): void;
}

/**
 * Makes an Apollo Server that reports nothing to anybody, remembers no queries for others and tells no
 * internals.
 */
export const createApollo = <Context extends object>(runtime: Runtime<Context>): Apollo<Context> => {
  // By the request: Apollo hands on a copy of the context.
  const operations = new WeakMap<HTTPGraphQLRequest, Operation<Context>>();
  const { schema, production } = runtime.options;
  const server = new ApolloServer<Context>({
    schema,
    parseOptions: { maxTokens: runtime.limits.tokensMax },
    validationRules: [...limitRules(runtime.limits)],
    csrfPrevention: true,
    introspection: !production,
    persistedQueries: false,
    documentStore: null,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    status400ForVariableCoercionErrors: true,
    logger: silent,
    formatError: (_formatted, error) => maskedError(asGraphQLError(error), '').toJSON(),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      endOfOperation(runtime, operations),
    ],
  });
  return { server, watch: (request, operation) => operations.set(request, operation) };
};

/** Apollo's own lines may quote requests; what the product has to say it says itself. */
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

const endOfOperation = <Context extends object>(
  runtime: Runtime<Context>,
  operations: WeakMap<HTTPGraphQLRequest, Operation<Context>>,
): ApolloServerPlugin<Context> => ({
  requestDidStart: async ({ request: { http } }) => {
    const operation = http === undefined ? undefined : operations.get(http);
    if (operation === undefined)
      throw new Error('Expected an operation that the gate has admitted, got another');
    return {
      // The gate has parsed and validated it: Apollo does neither again for a request that has its document.
      didResolveSource: async (context) => {
        Object.assign(context, { document: operation.document });
      },
      didEncounterErrors: async ({ errors }) =>
        logFaults(runtime.options.logger, errors, operation.correlationId),
      willSendResponse: async ({ response }) => {
        if (response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        const unsettled = await runtime.options.settle?.(operation.contextValue);
        if (unsettled !== undefined)
          Object.assign(singleResult, { data: null, errors: [unsettled.toJSON()] });
        const added = runtime.options.extensionsOf?.(operation.contextValue);
        if (added !== undefined) singleResult.extensions = { ...singleResult.extensions, ...added };
        for (const { extensions } of singleResult.errors ?? []) {
          if (extensions?.correlationId === '') extensions.correlationId = operation.correlationId;
        }
        if (!operation.controller.signal.aborted)
          logOperation(runtime, operation, outcomeOf(singleResult.errors));
      },
    };
  },
});
