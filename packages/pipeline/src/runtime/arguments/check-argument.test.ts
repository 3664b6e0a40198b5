import { createRequire } from 'node:module';
import type { JsonSchema } from '@tiphys/signature/model';
import type { ErrorObject, ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortText } from '../short-text.ts';
import { checkArgument } from './check-argument.ts';

const ajv2020 = createRequire(import.meta.url)('ajv/dist/2020.js') as {
  readonly default: new (options: object) => { compile(schema: JsonSchema): ValidateFunction };
};

/** Says what ajv finds, in the words of the runtime. */
function expected(validate: ValidateFunction, value: unknown): string | undefined {
  if (validate(value)) return undefined;
  // For a union, ajv lists the errors of each member, and the union itself last.
  const errors = validate.errors ?? [];
  const last = errors.at(-1) as ErrorObject; // as invalid values have errors
  let place = 'x';
  let found: unknown = value;
  for (const part of last.instancePath.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    place += Array.isArray(found) ? `[${key}]` : `.${key}`;
    found = (found as Record<string, unknown>)[key];
  }
  return `PIPELINE_INPUT_INVALID: Input "x" of f: ${place} must ${expectation(errors, last)}, got ${shortText(found)}.`;
}

function expectation(errors: readonly ErrorObject[], last: ErrorObject): string {
  const wanted = new Set<string>();
  for (const { instancePath, keyword, params } of errors) {
    if (instancePath !== last.instancePath) continue;
    if (keyword === 'type') for (const one of String(params.type).split(',')) wanted.add(one);
    if (keyword === 'const') wanted.add(JSON.stringify(params.allowedValue));
    if (keyword === 'enum') for (const one of params.allowedValues) wanted.add(JSON.stringify(one));
  }
  if (wanted.size > 0) return `be ${[...wanted].join(' or ')}`;
  if (last.keyword === 'additionalProperties')
    return `not have the field "${last.params.additionalProperty}"`;
  return (last.message ?? '').replace(/^must /, '');
}

function actual(schema: JsonSchema, value: unknown): string | undefined {
  try {
    checkArgument('f', { name: 'x', schema }, value);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const names = fc.constantFrom('a', 'b', 'c/d', 'e~f', 'x-1');
const literals = fc.constantFrom<string | number | boolean>('a', 'b', '', 1, 2.5, -1, true, false);
const patterns = fc.constantFrom('^a', '^x-', '^[a-c]\\/?', '^-?\\d+$', '^v[\\s\\S]*$', '^\\u{1F600}');

/** Schemas as `tiphys generate` writes them (see json-schema.ts of @tiphys/signature). */
const { schema: schemas } = fc.letrec<{ schema: JsonSchema; object: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<JsonSchema>({}, { not: {} }, { type: 'null' }, { type: 'string' }, { type: 'number' }),
    fc.constantFrom<JsonSchema>({ type: 'boolean' }, { type: ['string', 'null'] }, { type: 'array' }),
    literals.map((value) => ({ const: value })),
    fc
      .uniqueArray(fc.oneof(literals, fc.constant(null)), { minLength: 2 })
      .map((values) => ({ enum: values })),
    patterns.map((pattern) => ({ type: 'string', pattern })),
    fc.constantFrom('One', 'Two').map((name) => ({ $ref: `#/$defs/${name}` })),
    tie('schema').map((items) => ({ type: 'array', items })),
    fc
      .tuple(fc.array(tie('schema'), { minLength: 1, maxLength: 3 }), fc.nat(3), fc.option(tie('schema')))
      .map(([prefixItems, optional, items]) => ({
        type: 'array',
        prefixItems,
        ...(prefixItems.length > optional ? { minItems: prefixItems.length - optional } : {}),
        ...(items === null ? { items: false, maxItems: prefixItems.length } : { items }),
      })),
    tie('object'),
    fc.array(tie('schema'), { minLength: 2, maxLength: 3 }).map((anyOf) => ({ anyOf })),
    fc.array(tie('object'), { minLength: 2, maxLength: 3 }).map((members) => ({
      oneOf: members.map(({ properties = {}, ...rest }, index) => ({
        ...rest,
        properties: { ...(properties as object), kind: { const: index } },
        required: ['kind'],
      })),
    })),
  ),
  object: fc
    .record(
      {
        properties: fc.dictionary(names, tie('schema'), { maxKeys: 3 }),
        required: fc.subarray(['a', 'b', 'c/d']),
        patternProperties: patterns.chain((name) => tie('schema').map((one) => ({ [name]: one }))),
        additionalProperties: fc.oneof(fc.constant(false), tie('schema')),
      },
      { requiredKeys: [] },
    )
    .map((rest) => ({ type: 'object', ...rest })),
}));

const { value: values } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    fc.oneof(literals, fc.constantFrom(null, 'v1', '12', 0, Number.POSITIVE_INFINITY)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(names, fc.constant('kind')), tie('value'), { maxKeys: 4 }),
    tie('value').chain((a) => fc.constantFrom({ kind: 0, a }, { kind: 1, a })),
  ),
}));

test('verdicts and messages are those of ajv, for all schemas that are generated', () => {
  // References that contain nothing but themselves do not end, and are not generated.
  const one = fc
    .record({ a: schemas }, { requiredKeys: [] })
    .map((properties) => ({ type: 'object', properties }));
  const two = schemas.map((items) => ({ type: 'array', items }));
  const whole = fc
    .tuple(schemas, one, two)
    .map(([schema, One, Two]): JsonSchema => ({ ...schema, $defs: { One, Two } }));
  let [matching, refused] = [0, 0];
  fc.assert(
    fc.property(whole, fc.array(values, { minLength: 3, maxLength: 8 }), (schema, list) => {
      const validate = new ajv2020.default({
        strict: false,
        validateSchema: false,
        validateFormats: false,
      }).compile(schema);
      for (const value of list) {
        const want = expected(validate, value);
        if (want === undefined) matching += 1;
        else refused += 1;
        expect(actual(schema, value)).toBe(want);
      }
    }),
    { numRuns: 150 },
  );
  expect(Math.min(matching, refused)).toBeGreaterThan(50);
});

test('a field that every object inherits is still missing', () => {
  const schema = { type: 'object', properties: { constructor: {} }, required: ['constructor'] };
  expect(actual(schema, {})).toBe(
    `PIPELINE_INPUT_INVALID: Input "x" of f: x must have required property 'constructor', got {}.`,
  );
});
