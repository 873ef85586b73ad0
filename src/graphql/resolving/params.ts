import type { GraphQLResolveInfo } from 'graphql';
import type { getMetadataStorage } from 'type-graphql';
import { argumentsInstance, conversionTo } from './instances';
import { isSurelyRight } from './surely-right';

type Metadata = NonNullable<ReturnType<typeof getMetadataStorage>['queries'][number]['params']>[number];
type Given = Readonly<Record<string, unknown>>;

/** The parameters of a method for one call; undefined where an argument is not surely right. */
export type Params = (
  source: unknown,
  args: Given,
  context: unknown,
  info: GraphQLResolveInfo,
) => readonly unknown[] | undefined;

type Param = (source: unknown, args: Given, context: unknown, info: GraphQLResolveInfo) => unknown;

/** Stands in the place of a parameter that is not surely right. */
const IN_DOUBT = Symbol('in doubt');

/** How the parameters of a method are made, decided once; undefined where one is of a kind that is not used here. */
export const paramsOf = (metadata: readonly Metadata[]): Params | undefined => {
  const made = [...metadata].sort((one, other) => one.index - other.index).map(paramOf);
  if (made.includes(undefined)) return undefined;
  const params = made as readonly Param[];
  return (source, args, context, info) => {
    const values: unknown[] = [];
    for (const param of params) {
      const value = param(source, args, context, info);
      if (value === IN_DOUBT) return undefined;
      values.push(value);
    }
    return values;
  };
};

const paramOf = (metadata: Metadata): Param | undefined => {
  switch (metadata.kind) {
    case 'context':
      return metadata.propertyName === undefined ? (_source, _args, context) => context : undefined;
    case 'info':
      return (_source, _args, _context, info) => info;
    case 'root':
      return rootOf(metadata);
    case 'arg':
      return argumentOf(metadata);
    case 'args':
      return argumentsOf(metadata);
    default:
      return undefined;
  }
};

const rootOf = ({ propertyName, getType }: Metadata & { readonly kind: 'root' }): Param | undefined => {
  if (propertyName !== undefined) return undefined;
  const type: unknown = getType?.();
  if (type === undefined) return (source) => source;
  if (typeof type !== 'function') return undefined;
  return (source) => (source instanceof type ? source : IN_DOUBT);
};

const argumentOf = (metadata: Metadata & { readonly kind: 'arg' }): Param | undefined => {
  const convert = hasOwnRules(metadata) ? undefined : conversionTo(metadata.getType());
  if (convert === undefined) return undefined;
  const { name } = metadata;
  return (_source, args) => sure(convert(args[name]));
};

const argumentsOf = (metadata: Metadata & { readonly kind: 'args' }): Param | undefined => {
  const make = hasOwnRules(metadata) ? undefined : argumentsInstance(metadata.getType());
  return make && ((_source, args) => sure(make(args)));
};

const hasOwnRules = ({
  validateSettings,
  validateFn,
}: {
  readonly validateSettings: unknown;
  readonly validateFn: unknown;
}): boolean => validateSettings !== undefined || validateFn !== undefined;

const sure = (value: unknown): unknown => (isSurelyRight(value) ? value : IN_DOUBT);
