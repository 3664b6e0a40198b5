import * as fc from 'fast-check';

/** A TypeScript type: how it is written, a value of it, and whether a value belongs to it, written down a second time. */
export interface TypeModel {
  readonly text: string;
  readonly values: fc.Arbitrary<unknown>;
  accepts(value: unknown): boolean;
}

const keyword = (
  text: string,
  values: fc.Arbitrary<unknown>,
  accepts: (value: unknown) => boolean,
): TypeModel => ({
  text,
  values,
  accepts,
});

const primitives: readonly TypeModel[] = [
  keyword('string', fc.string(), (value) => typeof value === 'string'),
  keyword(
    'number',
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    (value) => typeof value === 'number',
  ),
  keyword('boolean', fc.boolean(), (value) => typeof value === 'boolean'),
  keyword('null', fc.constant(null), (value) => value === null),
  keyword('unknown', fc.jsonValue(), () => true),
  ...['a', 'it\'s "b"', 7, -0.5, true].map((literal) =>
    keyword(JSON.stringify(literal), fc.constant(literal), (value) => value === literal),
  ),
  keyword(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template literal type
    '`id.${string}`',
    fc.string().map((rest) => `id.${rest}`),
    (value) => typeof value === 'string' && value.startsWith('id.'),
  ),
];

function listOf(element: TypeModel): TypeModel {
  return {
    text: `(${element.text})[]`,
    values: fc.array(element.values, { maxLength: 3 }),
    accepts: (value) => Array.isArray(value) && value.every((one) => element.accepts(one)),
  };
}

function tupleOf(first: TypeModel, second: TypeModel, optional: boolean): TypeModel {
  const both = fc.tuple(first.values, second.values);
  return {
    text: `readonly [${first.text}, (${second.text})${optional ? '?' : ''}]`,
    values: optional ? fc.oneof(both, fc.tuple(first.values)) : both,
    accepts: (value) =>
      Array.isArray(value) &&
      value.length <= 2 &&
      value.length >= (optional ? 1 : 2) &&
      first.accepts(value[0]) &&
      (value.length < 2 || second.accepts(value[1])),
  };
}

function recordOf(element: TypeModel): TypeModel {
  return {
    text: `Record<string, ${element.text}>`,
    values: fc.dictionary(
      fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'),
      element.values,
      { maxKeys: 3 },
    ),
    accepts: (value) => isObject(value) && Object.values(value).every((one) => element.accepts(one)),
  };
}

interface Field {
  readonly name: string;
  readonly optional: boolean;
  readonly type: TypeModel;
}

function objectOf(fields: readonly Field[]): TypeModel {
  const required = fields.filter((field) => !field.optional).map((field) => field.name);
  return {
    text: `{ ${fields.map((field) => `${JSON.stringify(field.name)}${field.optional ? '?' : ''}: ${field.type.text}`).join('; ')} }`,
    values: fc.record(Object.fromEntries(fields.map((field) => [field.name, field.type.values])), {
      requiredKeys: required,
    }),
    accepts: (value) =>
      isObject(value) &&
      required.every((name) => Object.hasOwn(value, name)) &&
      Object.entries(value).every(([name, one]) => {
        return fields.find((field) => field.name === name)?.type.accepts(one) ?? false;
      }),
  };
}

function unionOf(members: readonly TypeModel[]): TypeModel {
  return {
    text: members.map((member) => `(${member.text})`).join(' | '),
    values: fc.oneof(...members.map((member) => member.values)),
    accepts: (value) => members.some((member) => member.accepts(value)),
  };
}

function taggedOf(first: TypeModel, second: TypeModel): TypeModel {
  const tag = (name: string): Field => ({ name: 'kind', optional: false, type: unionOf([literal(name)]) });
  return unionOf([
    objectOf([tag('first'), { name: 'value', optional: false, type: first }]),
    objectOf([tag('second'), { name: 'value', optional: true, type: second }]),
  ]);
}

const literal = (text: string): TypeModel =>
  keyword(JSON.stringify(text), fc.constant(text), (value) => value === text);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const fieldNames = fc.constantFrom('a', 'b', 'with-dash', 'with "quote"', 'constructor', '0');

/** Types of every kind, nested a few levels deep. */
export const typeModels: fc.Arbitrary<TypeModel> = fc.letrec<{ type: TypeModel; composite: TypeModel }>(
  (tie) => ({
    type: fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.constantFrom(...primitives), tie('composite')),
    composite: fc.oneof(
      tie('type').map(listOf),
      fc
        .tuple(tie('type'), tie('type'), fc.boolean())
        .map(([first, second, optional]) => tupleOf(first, second, optional)),
      tie('type').map(recordOf),
      fc
        .uniqueArray(fc.record({ name: fieldNames, optional: fc.boolean(), type: tie('type') }), {
          selector: (field) => field.name,
          minLength: 1,
          maxLength: 3,
        })
        .map(objectOf),
      fc.array(tie('type'), { minLength: 2, maxLength: 3 }).map(unionOf),
      fc.tuple(tie('type'), tie('type')).map(([first, second]) => taggedOf(first, second)),
    ),
  }),
).type;
