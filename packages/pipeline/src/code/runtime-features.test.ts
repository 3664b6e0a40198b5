import type { JsonSchema } from '@tiphys/signature/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ComponentDescriptor, ComponentInput } from '../ir/component/component-descriptor.ts';
import { findTypeMismatch } from '../runtime/schemas/check-type.ts';
import { findMismatch } from '../runtime/schemas/check-value.ts';
import { toArgumentSchema } from './argument-schema.ts';
import { neededFeatures } from './runtime-features.ts';

const string = { type: 'string' };
const plain = { forms: false, files: false, items: false };

function featuresOf(
  inputs: readonly Partial<ComponentInput>[],
  output: Partial<ComponentDescriptor['output']> = { route: 'none' },
): readonly string[] {
  const component: ComponentDescriptor = {
    name: 'f',
    source: { module: 'file:///f.ts', file: './f.ts', export: 'f', line: 1 },
    style: 'positional',
    inputs: inputs.map((input) => ({ name: 'x', optional: false, route: 'value', schema: {}, ...input })),
    output: { route: 'value', schema: {}, list: false, ...output },
  };
  return neededFeatures(component, false, plain).filter((name) => name !== 'PASSES_LIST');
}

const all = ['CHECKS_LISTS', 'CHECKS_SCHEMAS'];

test.for<{ readonly schema: JsonSchema; readonly want: readonly string[] }>([
  { schema: {}, want: [] },
  { schema: string, want: [] },
  { schema: { type: ['string', 'null'] }, want: [] },
  { schema: { type: 'object' }, want: ['CHECKS_LISTS'] },
  {
    schema: { type: 'array', items: { type: 'array', items: string } },
    want: ['CHECKS_LISTS', 'CHECKS_PARTS'],
  },
  { schema: { type: 'integer' }, want: all },
  { schema: { type: ['integer', 'null'] }, want: all },
  { schema: { type: 'string', pattern: '^v' }, want: [...all, 'CHECKS_RULES'] },
  { schema: { enum: ['a'] }, want: [...all, 'CHECKS_RULES'] },
  { schema: { anyOf: [string, { type: 'null' }] }, want: [...all, 'CHECKS_RULES'] },
  { schema: { type: 'object', properties: { a: string } }, want: [...all, 'CHECKS_PARTS'] },
  {
    schema: { type: 'object', properties: { a: string }, additionalProperties: false },
    want: [...all, 'CHECKS_PARTS'],
  },
  {
    schema: { type: 'object', additionalProperties: string },
    want: [...all, 'CHECKS_PARTS', 'CHECKS_OTHER_FIELDS'],
  },
  { schema: { type: 'array', items: { const: 1 } }, want: [...all, 'CHECKS_RULES', 'CHECKS_PARTS'] },
  { schema: { type: 'array', minItems: 1, items: string }, want: [...all, 'CHECKS_PARTS'] },
])('an input of $schema is checked with $want', ({ schema, want }) => {
  const checks = featuresOf([{ schema }]).filter(
    (name) => name.startsWith('CHECKS_') && name !== 'CHECKS_INPUTS',
  );
  expect(checks.toSorted()).toEqual(want.toSorted());
});

test('a schema without other checks matches the same values in both checkers', () => {
  const types = fc.constantFrom('string', 'number', 'boolean', 'null', 'object', 'array', 'integer');
  const schemas = fc.letrec<{ schema: JsonSchema }>((tie) => ({
    schema: fc.oneof(
      { depthSize: 'small' },
      types.map((type) => ({ type })),
      fc.uniqueArray(types, { minLength: 1 }).map((type) => ({ type })),
      fc.constant({}),
      tie('schema').map((items) => ({ type: 'array', items })),
    ),
  })).schema;
  fc.assert(
    fc.property(schemas, fc.array(fc.jsonValue(), { minLength: 5 }), (given, values) => {
      const schema = toArgumentSchema(given) ?? {};
      fc.pre(!featuresOf([{ schema }]).includes('CHECKS_SCHEMAS'));
      for (const value of [...values, values])
        expect(findTypeMismatch(schema, value, 'x')).toEqual(findMismatch(schema, value, 'x'));
    }),
  );
});

test.for<{ readonly output: Partial<ComponentDescriptor['output']>; readonly want: readonly string[] }>([
  { output: { route: 'none' }, want: [] },
  { output: { schema: { type: 'number' } }, want: ['WRITES_PLAIN'] },
  { output: { schema: string }, want: ['WRITES_PLAIN', 'WRITES_TEXTS'] },
  {
    output: { schema: { type: 'array', items: { type: 'boolean' } } },
    want: ['WRITES_PLAIN', 'WRITES_LISTS', 'WRITES_TEXTS'],
  },
  { output: { schema: { type: ['string', 'null'] } }, want: ['WRITES_VALUES', 'WRITES_TEXTS'] },
  { output: { schema: { enum: ['a'] } }, want: ['WRITES_VALUES', 'WRITES_TEXTS'] },
  { output: { schema: { type: 'string', pattern: 'a' } }, want: ['WRITES_VALUES', 'WRITES_TEXTS'] },
  { output: { schema: {} }, want: ['WRITES_VALUES', 'WRITES_TEXTS'] },
  {
    output: { route: 'large', schema: string },
    want: ['WRITES_VALUES', 'WRITES_TEXTS', 'WRITES_LARGE_VALUES'],
  },
  { output: { route: 'file' }, want: ['WRITES_FILES'] },
  {
    output: {
      route: 'fields',
      fields: {
        a: { route: 'value', schema: string, list: false, optional: false },
        b: { route: 'file', schema: {}, list: false, optional: true },
      },
    },
    want: ['WRITES_PLAIN', 'WRITES_TEXTS', 'WRITES_FILES', 'WRITES_FIELDS'],
  },
])('an output of $output is written with $want', ({ output, want }) => {
  expect(featuresOf([], output).toSorted()).toEqual(want.toSorted());
});

test.for<{ readonly input: Partial<ComponentInput>; readonly want: readonly string[] }>([
  { input: {}, want: [] },
  { input: { optional: true }, want: ['OMITS_INPUTS'] },
  { input: { route: 'large' }, want: ['READS_VALUE_FILES'] },
  { input: { route: 'file' }, want: ['PASSES_FILES'] },
  { input: { route: 'file', list: true }, want: ['PASSES_FILE_LISTS'] },
  { input: { route: 'secret' }, want: [] },
])('an input with $input is read with $want', ({ input, want }) => {
  expect(featuresOf([input])).toEqual(want);
});
