import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formulaBodies, formulaInputs, formulaValues } from '../../test/arbitrary-formula.ts';
import { canonical, evaluateAsArgo, expressionOf, formulaOf, functionOf } from '../../test/run-formula.ts';
import { PipelineError } from '../pipeline-error.ts';

const names = formulaInputs.map(({ name }) => name);
const schemas = formulaInputs.map(({ schema }) => schema);
const runs = Number(process.env.TIPHYS_FORMULA_RUNS ?? 1500);

const counts = { refused: 0, thrown: 0, notJson: 0, compared: 0 };

test('a function that is not refused gives in Argo what it gives in JavaScript', async ({ annotate }) => {
  fc.assert(
    fc.property(formulaBodies, fc.array(formulaValues, { minLength: 6, maxLength: 6 }), (body, all) => {
      const text = `(${names.join(', ')}) => ${body.startsWith('{') ? `(${body})` : body}`;
      const given = functionOf(text);
      let expression: ReturnType<typeof expressionOf>;
      try {
        expression = expressionOf(formulaOf(given, schemas), names);
      } catch (error) {
        if (!(error instanceof PipelineError)) throw error;
        counts.refused += 1;
        return;
      }
      for (const values of all) compare(given, expression, values);
    }),
    { numRuns: runs },
  );
  const { compared, refused } = counts;
  await annotate(`${compared} values compared, ${refused} functions refused`);
}, 3_600_000);

function compare(
  given: (...values: never[]) => unknown,
  expression: ReturnType<typeof expressionOf>,
  values: readonly unknown[],
): void {
  let result: unknown;
  try {
    result = given(...(structuredClone(values) as never[]));
  } catch {
    counts.thrown += 1;
    return;
  }
  const wanted = canonical(result);
  if (wanted === undefined) {
    counts.notJson += 1;
    // JSON cannot carry NaN: the run fails, as a task that returned it would.
    expect(() => evaluateAsArgo(expression, names, values)).toThrow();
    return;
  }
  counts.compared += 1;
  expect(canonical(evaluateAsArgo(expression, names, values))).toBe(wanted);
}
