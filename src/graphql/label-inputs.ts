import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import type { DataClass } from './data-classes';
import { ARGUMENT_CLASSES, INPUT_CLASSES } from './input-classes';

/** What a schema is labelled with. */
export interface InputTables {
  readonly inputs: typeof INPUT_CLASSES;
  readonly args: typeof ARGUMENT_CLASSES;
}

/**
 * Labels everything that clients send with its data class. What has none, and a class for what is not there,
 * are our fault and refuse the schema.
 */
export const labelInputs = (
  schema: GraphQLSchema,
  { inputs, args }: InputTables = { inputs: INPUT_CLASSES, args: ARGUMENT_CLASSES },
): GraphQLSchema => {
  const wanted = [...inputFieldsOf(schema), ...argumentsOf(schema)];
  const known = new Set<string>();
  const wrong: string[] = [];
  for (const { place, label, input } of wanted) {
    const dataClass = label(inputs, args);
    known.add(place);
    if (dataClass === undefined) wrong.push(`${place} without a class`);
    else input.extensions = { ...input.extensions, dataClass };
  }
  const unknown = placesOf(inputs, args).filter(
    (place) => ![...known].some((one) => one === place || one.startsWith(`${place}.`)),
  );
  wrong.push(...unknown.map((place) => `a class for ${place}, which is no input`));
  if (wrong.length > 0) throw new Error(`expected one data class for each input, got ${wrong.join('; ')}`);
  return schema;
};

interface Wanted {
  readonly place: string;
  readonly input: GraphQLInputField | GraphQLArgument;
  readonly label: (inputs: InputTables['inputs'], args: InputTables['args']) => DataClass | undefined;
}

const inputFieldsOf = (schema: GraphQLSchema): readonly Wanted[] =>
  Object.values(schema.getTypeMap()).flatMap((type) =>
    isInputObjectType(type)
      ? Object.values(type.getFields()).map((input) => ({
          place: `${type.name}.${input.name}`,
          input,
          label: (inputs: InputTables['inputs']) => {
            const labels = own(inputs, type.name);
            return typeof labels === 'object' ? own(labels, input.name) : labels;
          },
        }))
      : [],
  );

const argumentsOf = (schema: GraphQLSchema): readonly Wanted[] =>
  Object.values(schema.getTypeMap()).flatMap((type) => {
    if (isIntrospectionType(type) || !(isObjectType(type) || isInterfaceType(type))) return [];
    return Object.values(type.getFields()).flatMap(({ args: given }) =>
      given.map((input) => ({
        place: `(${input.name})`,
        input,
        label: (_: InputTables['inputs'], args: InputTables['args']) => own(args, input.name),
      })),
    );
  });

const placesOf = (inputs: InputTables['inputs'], args: InputTables['args']): readonly string[] => [
  ...Object.entries(inputs).flatMap(([type, labels]) =>
    typeof labels === 'string' ? [type] : Object.keys(labels).map((name) => `${type}.${name}`),
  ),
  ...Object.keys(args).map((name) => `(${name})`),
];

const own = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
