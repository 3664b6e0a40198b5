import type { JsonSchema } from '@tiphys/signature/model';
import { anyNumber, eitherNumber, jsonNumber, type NumberFacts } from './number-facts.ts';

/** The kinds of values that JavaScript's operators distinguish. */
export type ValueKind = 'undefined' | 'null' | 'boolean' | 'number' | 'string' | 'list' | 'object';

/** What is known about the strings that a value can be. */
export interface TextFacts {
  /** All possible strings, if they are known. */
  readonly texts?: readonly string[];
  readonly isAscii: boolean;
}

/** The possible values of one kind. */
export type Alternative =
  | { readonly kind: 'undefined' | 'null' | 'boolean' }
  | { readonly kind: 'number'; readonly facts: NumberFacts }
  | { readonly kind: 'string'; readonly facts: TextFacts }
  | { readonly kind: 'list'; readonly schema: JsonSchema; readonly element: () => ValueType }
  | {
      readonly kind: 'object';
      readonly schema: JsonSchema;
      readonly field: (name: string) => ValueType;
      /** Whether a field is always present. */
      readonly has: (name: string) => boolean;
    };

/** What is known about a value at compile time: at most one alternative of each kind. */
export type ValueType = readonly Alternative[];

/** Types without parts. */
export const TYPES: Readonly<Record<'undefined' | 'null' | 'boolean' | 'string' | 'ascii', ValueType>> = {
  undefined: [{ kind: 'undefined' }],
  null: [{ kind: 'null' }],
  boolean: [{ kind: 'boolean' }],
  string: [{ kind: 'string', facts: { isAscii: false } }],
  ascii: [{ kind: 'string', facts: { isAscii: true } }],
};

/** Any JSON value. */
export const anyJson: ValueType = [
  ...TYPES.null,
  ...TYPES.boolean,
  { kind: 'number', facts: jsonNumber },
  ...TYPES.string,
  { kind: 'list', schema: {}, element: () => anyJson },
  { kind: 'object', schema: {}, field: () => anyField, has: () => false },
];

const anyField: ValueType = [...TYPES.undefined, ...anyJson];

/** Returns the type of a number. */
export function numberType(facts: NumberFacts): ValueType {
  return [{ kind: 'number', facts }];
}

/** Returns the type of one of the given strings. */
export function textType(texts: readonly string[]): ValueType {
  return [{ kind: 'string', facts: { texts, isAscii: texts.every(isAsciiText) } }];
}

/** Returns the type of a list. */
export function listType(element: ValueType): ValueType {
  return [{ kind: 'list', schema: { type: 'array', items: describeType(element) }, element: () => element }];
}

/** Returns the type of an object with the given fields. */
export function objectType(fields: ReadonlyMap<string, ValueType>): ValueType {
  const required = [...fields].filter(([, type]) => !hasKind(type, 'undefined')).map(([name]) => name);
  const properties = Object.fromEntries([...fields].map(([name, type]) => [name, describeType(type)]));
  return [
    {
      kind: 'object',
      schema: { type: 'object', properties, required },
      field: (name) => fields.get(name) ?? TYPES.undefined,
      has: (name) => required.includes(name),
    },
  ];
}

/** Tells whether a string is plain ASCII. */
export function isAsciiText(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 127) return false;
  return true;
}

/** Tells whether a value can be of a kind. */
export function hasKind(type: ValueType, kind: ValueKind): boolean {
  return type.some((alternative) => alternative.kind === kind);
}

/** Tells whether a value can only be of the given kinds. */
export function isOnly(type: ValueType, ...kinds: readonly ValueKind[]): boolean {
  return type.length > 0 && type.every(({ kind }) => kinds.includes(kind));
}

/** Tells whether a value can be null or undefined. */
export function isNullable(type: ValueType): boolean {
  return hasKind(type, 'null') || hasKind(type, 'undefined');
}

/** Returns a type without some kinds. */
export function without(type: ValueType, ...kinds: readonly ValueKind[]): ValueType {
  return type.filter(({ kind }) => !kinds.includes(kind));
}

/** Returns a type without null and undefined. */
export function nonNull(type: ValueType): ValueType {
  return without(type, 'null', 'undefined');
}

/** Returns the alternative of one kind. */
export function alternativeOf<K extends ValueKind>(
  type: ValueType,
  kind: K,
): Extract<Alternative, { readonly kind: K }> | undefined {
  // The kind was compared, but the compiler cannot narrow by a type parameter.
  return type.find((one) => one.kind === kind) as Extract<Alternative, { readonly kind: K }> | undefined;
}

/** Returns the type of the elements of a list. */
export function elementOf(type: ValueType): ValueType {
  return alternativeOf(type, 'list')?.element() ?? anyJson;
}

/** Returns the type of values that have one of the given types. */
export function union(...all: readonly ValueType[]): ValueType {
  const found = new Map<ValueKind, Alternative>();
  for (const alternative of all.flat()) {
    const known = found.get(alternative.kind);
    found.set(alternative.kind, known === undefined ? alternative : merge(known, alternative));
  }
  return [...found.values()];
}

function merge(one: Alternative, other: Alternative): Alternative {
  if (one === other) return one;
  if (one.kind === 'number' && other.kind === 'number')
    return { kind: 'number', facts: eitherNumber(one.facts, other.facts) };
  if (one.kind === 'string' && other.kind === 'string')
    return { kind: 'string', facts: eitherText(one.facts, other.facts) };
  if (one.kind === 'list' && other.kind === 'list')
    return { ...one, schema: eitherSchema(one, other), element: () => union(one.element(), other.element()) };
  if (one.kind === 'object' && other.kind === 'object') {
    return {
      ...one,
      schema: eitherSchema(one, other),
      field: (name) => union(one.field(name), other.field(name)),
      has: (name) => one.has(name) && other.has(name),
    };
  }
  return one;
}

function eitherText(one: TextFacts, other: TextFacts): TextFacts {
  const isAscii = one.isAscii && other.isAscii;
  if (one.texts === undefined || other.texts === undefined) return { isAscii };
  const texts = [...new Set([...one.texts, ...other.texts])];
  return texts.length > 50 ? { isAscii } : { texts, isAscii };
}

type Described = { readonly schema: JsonSchema };

function eitherSchema({ schema: one }: Described, { schema: other }: Described): JsonSchema {
  return JSON.stringify(one) === JSON.stringify(other) ? one : { anyOf: [one, other] };
}

/** Returns a JSON Schema for a type. Tasks pass undefined as null. */
export function describeType(type: ValueType): JsonSchema {
  if (
    ['null', 'boolean', 'number', 'string', 'list', 'object'].every((kind) =>
      hasKind(type, kind as ValueKind),
    )
  )
    return {};
  const parts = union(type.map((one) => (one.kind === 'undefined' ? { kind: 'null' } : one))).map(describe);
  const [first = {}, ...others] = parts;
  return others.length === 0 ? first : { anyOf: parts };
}

function describe(alternative: Alternative): JsonSchema {
  if (alternative.kind === 'list' || alternative.kind === 'object') return alternative.schema;
  return { type: alternative.kind };
}

/** Returns a type with unknown numbers. */
export function loosened(type: ValueType): ValueType {
  return type.map((one): Alternative => {
    switch (one.kind) {
      case 'number':
        return { kind: 'number', facts: anyNumber };
      case 'list':
        return { ...one, element: () => loosened(one.element()) };
      case 'object':
        return { ...one, field: (name) => loosened(one.field(name)) };
      default:
        return one;
    }
  });
}
