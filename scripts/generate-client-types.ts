import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import { type GraphQLSchema, lexicographicSortSchema, parse, printSchema } from 'graphql';

const HEADER =
  '/** Types of the schema for Node and browser clients; `npm run generate` makes them from the schema. */\n';

const SCALARS = {
  UUID: 'string',
  Date: 'string',
  DateTime: 'string',
  Position: 'string',
  JSON: 'unknown',
};

/** The types of the schema as a TypeScript file without imports. */
export const generateClientTypes = async (schema: GraphQLSchema): Promise<string> => {
  const sorted = lexicographicSortSchema(schema);
  const config = {
    scalars: SCALARS,
    strictScalars: true,
    enumsAsTypes: true,
    immutableTypes: true,
    maybeValue: 'T | null',
    nonOptionalTypename: false,
  };
  const text = await codegen({
    filename: 'schema-types.ts',
    schema: parse(printSchema(sorted)),
    schemaAst: sorted,
    documents: [],
    config: {},
    plugins: [{ typescript: config }],
    pluginMap: { typescript },
  });
  return `${HEADER}${text.trimEnd()}\n`;
};
