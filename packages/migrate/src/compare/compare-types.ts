import type { Definition, FieldType } from '@tiphys/schema';
import { findDefinition } from './find-definition.ts';
import type { ChangeKind } from './schema-difference.ts';

type Definitions = Readonly<Record<string, Definition>>;

/** A difference between two types of a field. */
export interface TypeChange {
  readonly kind: ChangeKind;
  readonly before: string;
  readonly after: string;
  readonly breaking: boolean;
}

/** The definitions that the types of two versions refer to. */
export interface DefinitionsPair {
  readonly older: Definitions;
  readonly newer: Definitions;
}

const MAX_DEPTH = 64;

/** Returns how the newer type of a field differs from the older one. */
export function compareTypes(
  older: FieldType,
  newer: FieldType,
  context: DefinitionsPair,
  depth = 0,
): readonly TypeChange[] {
  const before = resolve(older, context.older);
  const after = resolve(newer, context.newer);
  if (depth > MAX_DEPTH) return [];
  if (before.kind === 'list' && after.kind === 'list') {
    const elements = compareTypes(before.element, after.element, context, depth + 1);
    return [...elements, ...compareLimits(before, after, ['minItems', 'maxItems'])];
  }
  if (before.kind === 'map' && after.kind === 'map')
    return compareTypes(before.value, after.value, context, depth + 1);
  if (before.kind === 'string' && after.kind === 'string') return compareTexts(before, after);
  const numbers = ['integer', 'number'];
  if (before.kind === after.kind && numbers.includes(before.kind))
    return compareLimits(before, after, ['minimum', 'maximum']);
  const [one, other] = [printType(before), printType(after)];
  if (one === other) return [];
  return [{ kind: 'retyped', before: one, after: other, breaking: !isWider(before, after, context) }];
}

/** Follows an alias to its type; an alias that refers back to itself was refused when the schema was read. */
function resolve(type: FieldType, definitions: Definitions): FieldType {
  let current = type;
  for (let depth = 0; depth < MAX_DEPTH && current.kind === 'reference'; depth += 1) {
    const target = findDefinition(definitions, current.to);
    if (target?.kind !== 'alias') break;
    current = target.type;
  }
  return current;
}

type StringType = Extract<FieldType, { readonly kind: 'string' }>;

function compareTexts(before: StringType, after: StringType): readonly TypeChange[] {
  const changes: TypeChange[] = [];
  const [old, now] = [valuesOf(before), valuesOf(after)];
  if (old?.join() !== now?.join()) {
    const narrower = now !== undefined && (old === undefined || old.some((value) => !now.includes(value)));
    changes.push({ kind: 'values', before: listed(old), after: listed(now), breaking: narrower });
  }
  if (before.pattern !== after.pattern) {
    const [one, other] = [before.pattern ?? 'any text', after.pattern ?? 'any text'];
    changes.push({ kind: 'pattern', before: one, after: other, breaking: after.pattern !== undefined });
  }
  return [...changes, ...compareLimits(before, after, ['minLength', 'maxLength'])];
}

function valuesOf(type: StringType): readonly string[] | undefined {
  return type.const === undefined ? type.enum : [type.const];
}

function listed(values: readonly string[] | undefined): string {
  return values === undefined ? 'any text' : values.map((value) => JSON.stringify(value)).join(', ');
}

function compareLimits(
  before: object,
  after: object,
  keys: readonly [string, string],
): readonly TypeChange[] {
  const [old, now] = [limitsOf(before, keys), limitsOf(after, keys)];
  if (old.join() === now.join()) return [];
  const [oldMin = -Infinity, oldMax = Infinity] = old;
  const [newMin = -Infinity, newMax = Infinity] = now;
  const narrower = newMin > oldMin || newMax < oldMax;
  return [
    { kind: 'limits', before: printLimits(keys, old), after: printLimits(keys, now), breaking: narrower },
  ];
}

function limitsOf(type: object, keys: readonly [string, string]): readonly (number | undefined)[] {
  const values: Readonly<Record<string, unknown>> = { ...type };
  return keys.map((key) => (typeof values[key] === 'number' ? values[key] : undefined));
}

function printLimits(keys: readonly [string, string], values: readonly (number | undefined)[]): string {
  const parts = keys.flatMap((key, index) =>
    values[index] === undefined ? [] : [`${key} ${values[index]}`],
  );
  return parts.length === 0 ? 'no limit' : parts.join(', ');
}

const WIDER: Readonly<Partial<Record<FieldType['kind'], readonly FieldType['kind'][]>>> = {
  string: ['intOrString', 'quantity', 'scalar'],
  time: ['string', 'scalar'],
  integer: ['number', 'intOrString', 'quantity', 'scalar'],
  number: ['quantity', 'scalar'],
  boolean: ['scalar'],
  intOrString: ['scalar', 'quantity'],
  quantity: ['scalar'],
};

/** Returns whether the newer type accepts every value of the older one. */
function isWider(before: FieldType, after: FieldType, { older, newer }: DefinitionsPair): boolean {
  if (after.kind === 'any') return true;
  if (WIDER[before.kind]?.includes(after.kind) === true) return true;
  if (before.kind !== 'reference' || after.kind !== 'reference') return false;
  const [old, now] = [findDefinition(older, before.to), findDefinition(newer, after.to)];
  if (old?.kind !== 'object' || now?.kind !== 'object') return false;
  const kept = Object.entries(old.fields).every(([field, { type }]) => {
    const other = Object.hasOwn(now.fields, field) ? now.fields[field] : undefined;
    return other !== undefined && printType(other.type) === printType(type);
  });
  return kept && now.required.every((field) => old.required.includes(field));
}

/** Returns a type in readable form: `Mutex[]`, `{ string }` for a map of strings. */
export function printType(type: FieldType): string {
  switch (type.kind) {
    case 'reference':
      return type.to;
    case 'list':
      return `${printType(type.element)}[]`;
    case 'map':
      return `{ ${printType(type.value)} }`;
    default:
      return type.kind;
  }
}
