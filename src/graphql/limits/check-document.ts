import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { aliasLimit } from './alias-limit';
import { ERRORS_MAX } from './bounds';
import { depthLimit } from './depth-limit';
import { directiveLimit } from './directive-limit';
import type { Limits } from './limits';
import { mutationLimit } from './mutation-limit';
import { repeatLimit } from './repeat-limit';

/** A document that may be run with the right variables, or what is wrong with it. */
export type Checked = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

/** How strictly a document is checked. */
export interface Strictness {
  /** The schema is not told: neither by introspection nor by suggestions. */
  readonly production: boolean;
  readonly limits: Limits;
}

/** The product's own rules. They run first: they are cheap and bound the work of the others. */
export const limitRules = (limits: Limits): readonly ValidationRule[] => [
  aliasLimit(limits),
  directiveLimit(limits),
  repeatLimit(limits),
  depthLimit(limits),
  mutationLimit,
];

/** Checks all of a document that does not depend on variables: what is right once is right for ever. */
export const checkDocument = (schema: GraphQLSchema, text: string, strictness: Strictness): Checked => {
  const { production, limits } = strictness;
  const document = parsed(text, limits);
  if (document instanceof GraphQLError) return { errors: [coded(document, 'GRAPHQL_PARSE_FAILED', false)] };
  const rules = production ? [NoSchemaIntrospectionCustomRule, ...specifiedRules] : specifiedRules;
  const beyond = validate(schema, document, limitRules(limits), { maxErrors: ERRORS_MAX });
  const errors = beyond.length > 0 ? beyond : validate(schema, document, rules, { maxErrors: ERRORS_MAX });
  return errors.length === 0
    ? { document }
    : { errors: errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED', production)) };
};

const parsed = (text: string, { tokensMax }: Limits): DocumentNode | GraphQLError => {
  try {
    return parse(text, { maxTokens: tokensMax });
  } catch (fault) {
    if (fault instanceof GraphQLError) return fault;
    throw fault;
  }
};

const coded = (error: GraphQLError, code: string, hideSuggestions: boolean): GraphQLError =>
  new GraphQLError(hideSuggestions ? error.message.replace(/ Did you mean .*$/s, '') : error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { code, ...error.extensions },
  });
