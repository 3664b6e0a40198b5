import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTexts } from './read-texts.ts';
import { type TypeModel, typeModels } from './type-model.ts';

/** Replaces, adds or removes something somewhere in a value. */
function mutate(value: unknown, change: { readonly at: number; readonly by: unknown }): unknown {
  const { at, by } = change;
  if (typeof value !== 'object' || value === null || at % 3 === 0) {
    return by;
  }
  const next = { at: Math.floor(at / 3), by };
  if (Array.isArray(value)) {
    return at % 3 === 1
      ? [...value, by]
      : value.map((one, index) => (index === next.at % value.length ? mutate(one, next) : one));
  }
  const names = Object.keys(value);
  const chosen = names[next.at % Math.max(1, names.length)];
  if (at % 3 === 1) {
    return Object.fromEntries([...Object.entries(value), [`extra${next.at}`, by]]);
  }
  return next.at % 2 === 0
    ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== chosen))
    : Object.fromEntries(
        Object.entries(value).map(([name, one]) => [name, name === chosen ? mutate(one, next) : one]),
      );
}

const mutations = fc.record({ at: fc.nat(200), by: fc.jsonValue({ maxDepth: 1 }) });

interface Sample {
  readonly model: TypeModel;
  readonly values: readonly unknown[];
}

// Values pass through JSON, as they do between tasks: -0 is 0 there, and objects have the usual prototype.
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const samples: fc.Arbitrary<Sample> = typeModels.chain((model) => {
  const changed = fc.tuple(model.values, mutations).map(([value, change]) => mutate(value, change));
  return fc.record({
    model: fc.constant(model),
    values: fc.array(fc.oneof(model.values, changed).map(throughJson), { minLength: 8, maxLength: 8 }),
  });
});

test('a schema accepts the values of its type and no others', async () => {
  const ajv = new Ajv2020({ strict: true, ownProperties: true, strictTuples: false, logger: false });
  const seen = { accepted: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(samples, { minLength: 60, maxLength: 60, size: 'max' }), async (list) => {
      const texts = list.map(({ model }) => `export function f(value: ${model.text}): void {}`);
      for (const [index, file] of readTexts(texts).entries()) {
        const { model, values = [] } = list[index] ?? {};
        const schema = file.functions[0]?.inputs[0]?.schema;
        expect(file.problems, model?.text).toEqual([]);
        const validate = ajv.compile(schema ?? false);
        for (const value of values) {
          const want = model?.accepts(value);
          seen[want ? 'accepted' : 'refused'] += 1;
          expect(validate(value), `${model?.text} ${JSON.stringify(value)} ${JSON.stringify(schema)}`).toBe(
            want,
          );
        }
      }
    }),
    { numRuns: 5, endOnFailure: true },
  );
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(500);
});
