import type { Source } from '../../ir/graph.ts';
import { type JsonKind, kindsOfSchema } from '../../ir/json/kinds-of.ts';
import { routeOf } from '../../ir/outputs/route-of.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';

/** How to test an output that is not a boolean. */
export interface ValueTest {
  /** What the output is: `a number`. */
  readonly what: string;
  /** A function that tests it: `(n) => n !== 0`. Undefined if Argo cannot test it. */
  readonly test: string | undefined;
}

const tests: Readonly<Record<JsonKind, (negated: boolean) => string>> = {
  number: (negated) => `(n) => n ${equals(negated)} 0`,
  string: (negated) => `(text) => text ${equals(negated)} ''`,
  array: (negated) => `(list) => list.length ${equals(negated)} 0`,
  object: () => '(value) => value.field === ...',
  boolean: (negated) => `(value) => value === ${!negated}`,
  null: (negated) => `(value) => value ${equals(negated)} null`,
};

function equals(negated: boolean): string {
  return negated ? '===' : '!==';
}

const WORDS: Readonly<Record<JsonKind, string>> = {
  null: 'null',
  boolean: 'a boolean',
  number: 'a number',
  string: 'a string',
  array: 'a list',
  object: 'an object',
};

/** Returns kinds in words: `a number or null`. */
export function nameKinds(kinds: ReadonlySet<JsonKind>): string {
  return [...kinds].map((kind) => WORDS[kind]).join(' or ');
}

/** Returns how to test an output, or undefined if it is a boolean or its type is unknown. */
export function testOf(source: Source, negated: boolean): ValueTest | undefined {
  if (routeOf(source) === 'file') return { what: 'a file', test: undefined };
  const kinds = kindsOfSchema(schemaOf(source));
  if (kinds === undefined || kinds.size === 0) return undefined;
  const [only = 'null'] = kinds;
  if (kinds.size > 1) {
    const isFlag = kinds.has('boolean') && kinds.size === 2 && kinds.has('null');
    return { what: nameKinds(kinds), test: isFlag ? tests.boolean(negated) : tests.null(negated) };
  }
  return only === 'boolean' ? undefined : { what: WORDS[only], test: tests[only](negated) };
}
