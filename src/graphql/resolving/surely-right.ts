import { getMetadataStorage, ValidationTypes } from 'class-validator';

type Rule = (value: unknown, object: object) => boolean;

interface Property {
  readonly name: string;
  readonly rules: readonly Rule[];
}

/** The rules of a class; `never` where it has none, or rules that are not understood here. */
type ClassRules = readonly Property[] | 'never';

const rulesOfClass = new Map<unknown, ClassRules>();

/**
 * Whether a value keeps the rules of its class, by the same validators as class-validator would ask. False says no more
 * than that it must be asked: it knows what to say of what is wrong.
 */
export const isSurelyRight = (value: unknown): boolean => {
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isSurelyRight);
  const known = rulesOfClass.get(value.constructor) ?? rulesOf(value.constructor);
  if (known === 'never') return false;
  for (const { name, rules } of known) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    // What is missing is checked by the schema.
    if (member === null || member === undefined) continue;
    for (const rule of rules) if (!rule(member, value)) return false;
  }
  return true;
};

const rulesOf = (type: unknown): ClassRules => {
  const metadata =
    typeof type === 'function'
      ? getMetadataStorage().getTargetValidationMetadatas(type, type.name, false, false)
      : [];
  const byName = new Map<string, Rule[]>();
  for (const { propertyName, ...rest } of metadata) {
    const rules = ruleFrom({ propertyName, ...rest });
    if (rules === undefined) return keep(type, 'never');
    byName.set(propertyName, [...(byName.get(propertyName) ?? []), ...rules]);
  }
  return keep(type, metadata.length === 0 ? 'never' : [...byName].map(([name, rules]) => ({ name, rules })));
};

const keep = (type: unknown, rules: ClassRules): ClassRules => {
  rulesOfClass.set(type, rules);
  return rules;
};

type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

const ruleFrom = (metadata: Metadata): readonly Rule[] | undefined => {
  if (metadata.validateIf !== undefined || metadata.each) return undefined;
  switch (metadata.type) {
    case ValidationTypes.WHITELIST:
      return [];
    case ValidationTypes.NESTED_VALIDATION:
      return [isRightWithin];
    case ValidationTypes.CUSTOM_VALIDATION:
      return validatorsOf(metadata);
    default:
      return undefined;
  }
};

/** Only objects and lists of them can keep rules of their own. */
const isRightWithin: Rule = (value) => {
  if (!Array.isArray(value)) return typeof value === 'object' && isSurelyRight(value);
  return value.every((item) => item === null || item === undefined || isRightWithin(item, value));
};

const validatorsOf = ({ constraintCls, constraints, propertyName }: Metadata): readonly Rule[] =>
  getMetadataStorage()
    .getTargetValidatorConstraints(constraintCls)
    .map(
      ({ instance }): Rule =>
        (value, object) =>
          // A promise is no yes.
          instance.validate(value, {
            targetName: object.constructor.name,
            property: propertyName,
            object,
            value,
            constraints,
          }) === true,
    );
