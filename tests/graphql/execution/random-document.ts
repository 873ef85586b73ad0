import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Random } from './random';

/** A document with the variables that it is sent with. */
export interface Sent {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** Where there are several operations, which one; of one that nobody has made, too. */
  readonly operationName: string | undefined;
}

/** Values of scalars by their name, as a client sends them. */
export type Scalars = (name: string, argument: string) => unknown;

const DEPTH_MAX = 5;

/** Makes documents over a schema that use whatever the language has. */
export class DocumentMaker {
  private readonly definitions: string[] = [];
  private readonly variables: Record<string, unknown> = {};
  private readonly fragments: { readonly name: string; readonly type: string; readonly text: string }[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
    private readonly scalars: Scalars,
  ) {}

  make(operation: 'query' | 'mutation' = 'query'): Sent {
    const root = operation === 'query' ? this.schema.getQueryType() : this.schema.getMutationType();
    if (!root) throw new Error(`expected a schema with a ${operation}, got none`);
    const selections = this.selections(root, 0);
    const extra = this.random.chance(0.04) && operation === 'query' ? ` ${this.introspection()}` : '';
    const declared = this.definitions.length === 0 ? '' : `(${this.definitions.join(', ')})`;
    const fragments = this.fragments.map(({ name, type, text }) => `fragment ${name} on ${type} ${text}`);
    const main = `${operation} Asked${declared} ${selections.slice(0, -1)}${extra} }`;
    const others = this.random.chance(0.1) ? ['query Other { __typename }'] : [];
    const operationName = this.random.chance(0.02) ? 'Nobody' : others.length > 0 ? 'Asked' : undefined;
    this.leaveOut();
    return { query: [...others, main, ...fragments].join('\n'), variables: this.variables, operationName };
  }

  /** Now and then a variable is missing, whether it may or not. */
  private leaveOut(): void {
    const names = Object.keys(this.variables);
    if (names.length > 0 && this.random.chance(0.05)) delete this.variables[this.random.pick(names)];
  }

  private selections(type: GraphQLNamedType, depth: number): string {
    const parts = Array.from({ length: 1 + this.random.below(depth === 0 ? 3 : 5) }, () =>
      this.selection(type, depth),
    );
    return `{ ${parts.join(' ')} }`;
  }

  private selection(type: GraphQLNamedType, depth: number): string {
    const die = this.random.next();
    if (die < 0.08) return `${this.alias()}__typename${this.condition()}`;
    if (die < 0.2 && depth < DEPTH_MAX) return this.inlineFragment(type, depth);
    if (die < 0.3 && depth < DEPTH_MAX) return this.spread(type, depth);
    if (isAbstractType(type) && !('getFields' in type)) return '__typename';
    return this.field(type, depth);
  }

  private field(type: GraphQLNamedType, depth: number): string {
    if (!('getFields' in type) || isInputObjectType(type)) return '__typename';
    const fields = Object.values<GraphQLField<unknown, unknown>>(type.getFields());
    const reachable = fields.filter(
      (field) => depth < DEPTH_MAX || !isCompositeType(getNamedType(field.type)),
    );
    if (reachable.length === 0) return '__typename';
    const field = this.random.pick(reachable);
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ? ` ${this.selections(named, depth + 1)}` : '';
    return `${this.alias()}${field.name}${this.arguments(field.args)}${this.condition()}${below}`;
  }

  private alias(): string {
    return this.random.chance(0.3) ? `a${this.random.below(40)}: ` : '';
  }

  private condition(): string {
    if (!this.random.chance(0.15)) return '';
    const [first, second] = this.random.chance(0.5) ? ['skip', 'include'] : ['include', 'skip'];
    const also = this.random.chance(0.1) ? ` @${second}(if: ${this.decided()})` : '';
    return ` @${first}(if: ${this.decided()})${also}`;
  }

  /** What a condition depends on; now and then on a variable that is null, which is an error of its own. */
  private decided(): string {
    if (this.random.chance(0.5)) return String(this.random.chance(0.5));
    if (!this.random.chance(0.03)) return this.variable('Boolean!', this.random.chance(0.5));
    const name = this.defined('Boolean = true');
    this.variables[name] = null;
    return `$${name}`;
  }

  private inlineFragment(type: GraphQLNamedType, depth: number): string {
    const on = this.random.chance(0.6) ? this.narrowed(type) : type;
    const condition = this.random.chance(0.7) || on !== type ? ` on ${on.name}` : '';
    return `...${condition}${this.condition()} ${this.selections(on, depth + 1)}`;
  }

  private spread(type: GraphQLNamedType, depth: number): string {
    const known = this.fragments.filter((fragment) => fragment.type === type.name);
    if (known.length > 0 && this.random.chance(0.5))
      return `...${this.random.pick(known).name}${this.condition()}`;
    const text = this.selections(type, depth + 1);
    const name = `F${this.fragments.length}`;
    this.fragments.push({ name, type: type.name, text });
    return `...${name}${this.condition()}`;
  }

  private narrowed(type: GraphQLNamedType): GraphQLNamedType {
    if (isAbstractType(type)) return this.random.pick(this.schema.getPossibleTypes(type));
    return isObjectType(type) && type.getInterfaces().length > 0
      ? this.random.pick(type.getInterfaces())
      : type;
  }

  private arguments(args: readonly GraphQLArgument[]): string {
    const given = args.filter(({ type }) => isNonNullType(type) || this.random.chance(0.3));
    if (given.length === 0) return '';
    return `(${given.map((argument) => `${argument.name}: ${this.argument(argument)}`).join(', ')})`;
  }

  private argument({ name, type, defaultValue }: GraphQLArgument): string {
    if (!this.random.chance(0.4)) return literal(this.value(type, name, true));
    if (!isNonNullType(type) && this.random.chance(0.3)) return this.variable(String(type), undefined);
    const value = this.value(type, name);
    const isOptional = isNonNullType(type) && defaultValue !== undefined && this.random.chance(0.3);
    if (!isOptional) return this.variable(String(type), value);
    return this.variable(String(type.ofType), this.random.pick([undefined, null, value]));
  }

  /** A variable with the value, or with its default; `undefined` leaves it out. */
  private variable(type: string, value: unknown): string {
    const isDefault = value !== undefined && this.random.chance(0.3);
    const name = this.defined(`${type}${isDefault ? ` = ${literal(value)}` : ''}`);
    if (!isDefault && value !== undefined) this.variables[name] = plain(value);
    return `$${name}`;
  }

  private defined(type: string): string {
    const name = `v${this.definitions.length}`;
    this.definitions.push(`$${name}: ${type}`);
    return name;
  }

  /** `mayRefer`: in a literal, whose parts may be variables. */
  private value(type: GraphQLInputType, name: string, mayRefer = false): unknown {
    if (isNonNullType(type)) return this.given(type.ofType, name, mayRefer);
    return this.random.chance(0.1) ? null : this.given(type, name, mayRefer);
  }

  private given(type: GraphQLInputType, name: string, mayRefer: boolean): unknown {
    const part = (of: GraphQLInputType, at: string): unknown =>
      mayRefer && this.random.chance(0.2)
        ? new Reference(this.variable(String(of), this.value(of, at)))
        : this.value(of, at, mayRefer);
    if (isListType(type)) {
      // What is no list stands for a list of one.
      if (this.random.chance(0.1)) return this.value(type.ofType, name);
      return Array.from({ length: this.random.below(4) }, () => part(type.ofType, name));
    }
    if (isEnumType(type)) return new EnumName(this.random.pick(type.getValues()).name);
    if (!isInputObjectType(type)) return this.scalars(type.name, name);
    const fields = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) || this.random.chance(0.2),
    );
    return Object.fromEntries(fields.map((field) => [field.name, part(field.type, field.name)]));
  }

  private introspection(): string {
    return this.random.pick([
      '__schema { queryType { name } types { kind name fields(includeDeprecated: true) { name type { name ofType { name } } } } }',
      '__type(name: "Contact") { name interfaces { name } fields { name args { name defaultValue } } }',
      '__type(name: "Nothing") { name }',
    ]);
  }
}

class EnumName {
  constructor(readonly name: string) {}
}

/** A variable as a part of a literal. */
class Reference {
  constructor(readonly name: string) {}
}

const literal = (value: unknown): string => {
  if (value instanceof EnumName || value instanceof Reference) return value.name;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, part]) => `${name}: ${literal(part)}`)
    .join(', ')} }`;
};

const plain = (value: unknown): unknown => {
  if (value instanceof EnumName) return value.name;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
};
