import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { InvalidPageRequest } from '../../projections/page';
import { allowed } from '../auth/policy';
import { StoreFault } from '../store/store-fault';
import { clientError } from './client-error';
import type { Context } from './context';
import { fieldErrorsOf } from './inputs/field-errors';

import { Refused } from './outcomes/refused';

type Resolve = GraphQLFieldResolver<unknown, Context>;

/**
 * Puts the one guard before every operation of the schema: the actor must be allowed, and what a client did
 * wrong becomes an answer it can use. A mutation answers `Refused`, a query or subscription an error with
 * a code.
 */
export const guardOperations = (schema: GraphQLSchema): GraphQLSchema => {
  for (const field of fieldsOf(schema.getMutationType()))
    field.resolve = guarded(field.resolve, refusal, 'input');
  for (const field of fieldsOf(schema.getQueryType()))
    field.resolve = guarded(field.resolve, failure, undefined);
  for (const field of fieldsOf(schema.getSubscriptionType()))
    field.subscribe = guarded(field.subscribe, failure, undefined);
  for (const field of fieldsBelow(schema)) field.resolve = explaining(field.resolve);
  return schema;
};

/** Fields of other types that take arguments, which a client may get wrong like those of an operation. */
const fieldsBelow = (schema: GraphQLSchema) => {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !isIntrospectionType(type) && !roots.includes(type)
      ? fieldsOf(type).filter(({ args }) => args.length > 0)
      : [],
  );
};

/** What a client did wrong in the arguments of a field becomes an error it can use. */
const explaining =
  (resolve: Resolve = defaultFieldResolver): Resolve =>
  (...all) => {
    const explain = (fault: unknown): never => {
      if (!(fault instanceof ArgumentValidationError)) throw forClient(fault);
      const fieldErrors = fieldErrorsOf(fault.extensions.validationErrors, undefined);
      return failure(new Refused({ refused: 'VALIDATION_FAILED', fieldErrors }));
    };
    try {
      const answer: unknown = resolve(...all);
      return answer instanceof Promise ? answer.catch(explain) : answer;
    } catch (fault) {
      return explain(fault);
    }
  };

const fieldsOf = (type: GraphQLObjectType | null | undefined) => Object.values(type?.getFields() ?? {});

const guarded = (
  resolve: Resolve | undefined,
  say: (refused: Refused) => Refused,
  argument: string | undefined,
): Resolve => {
  if (resolve === undefined) throw new Error('expected every operation to have a resolver, got one without');
  return (root, args, context, info) => {
    context.use?.began(info);
    const verdict = allowed(context.actor, info.fieldName);
    if (verdict !== 'ALLOW') {
      context.use?.denied({ operation: info.fieldName, code: verdict });
      return say(new Refused({ refused: verdict }));
    }
    const explained = (fault: unknown): Refused => {
      if (!(fault instanceof ArgumentValidationError)) throw forClient(fault);
      const fieldErrors = fieldErrorsOf(fault.extensions.validationErrors, argument);
      return say(new Refused({ refused: 'VALIDATION_FAILED', fieldErrors }));
    };
    try {
      const answer: unknown = resolve(root, args, context, info);
      return answer instanceof Promise ? answer.catch(explained) : answer;
    } catch (fault) {
      return explained(fault);
    }
  };
};

const refusal = (refused: Refused): Refused => refused;

const failure = ({ code, message, fieldErrors }: Refused): never => {
  if (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN') throw clientError(code, message);
  const errors = fieldErrors.map(({ path, message: expected }) => ({ path, message: expected }));
  const sentences = errors.map(({ path, message: expected }) => `${path} ${expected}`);
  throw clientError('BAD_USER_INPUT', `${sentences.join('; ')}.`, { fieldErrors: errors });
};

/**
 * Faults that a client can do something about say what; every other stays what it is, for the edge to mask.
 */
const forClient = (fault: unknown): unknown => {
  if (fault instanceof GraphQLError) return fault;
  if (fault instanceof InvalidPageRequest)
    return clientError('BAD_USER_INPUT', `${fault.field}: ${fault.message}`, { path: fault.field });
  if (!(fault instanceof StoreFault)) return fault;
  switch (fault.code) {
    case 'OUTCOME_UNKNOWN':
      return clientError(
        'OUTCOME_UNKNOWN',
        'It is not known whether the command was recorded: send it again with the same key, which is safe.',
      );
    case 'UNAVAILABLE':
      return clientError(
        'STORE_UNAVAILABLE',
        'The event store takes no commands now; nothing was recorded. Send it again later with the same key.',
      );
    default:
      return fault;
  }
};
