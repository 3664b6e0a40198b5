import type { ExpressionNode } from '@tiphys/expression';
import fc from 'fast-check';
import { test } from 'vitest';
import { formulaBodies, formulaInputs, formulaValues } from '../../test/arbitrary-formula.ts';
import { bodyText, compareValues, formulaOf, functionOf, inputNodes } from '../../test/run-formula.ts';
import type { ExpressionSource } from '../ir/graph.ts';
import { PipelineError } from '../pipeline-error.ts';
import { translateFunction } from './translate-function.ts';
import { substituteOperands } from './tree/formula-trees.ts';

const names = formulaInputs.map(({ name }) => name);
const schemas = formulaInputs.map(({ schema }) => schema);
// The same functions every time, so that a run can be repeated; with TIPHYS_FORMULA_RUNS=100000 other ones, to find faults.
const explored = process.env.TIPHYS_FORMULA_RUNS;
const runs = explored === undefined ? { numRuns: 1500, seed: 1 } : { numRuns: Number(explored) };

type AnyFunction = (...values: never[]) => unknown;

interface Translated {
  readonly given: AnyFunction;
  readonly expression: ExpressionNode;
}

/** One function, or one whose first parameter is what another one gives. */
function translated(body: string, outer: string | undefined): Translated {
  const inner = functionOf(functionText(names, body));
  const formula = formulaOf(inner, schemas);
  const expression = substituteOperands(translateFunction(formula), inputNodes(names));
  if (outer === undefined) return { given: inner, expression };
  const made = functionOf(functionText(['x', ...names], outer));
  const source: ExpressionSource = { kind: 'expression', scope: undefined, formula };
  const whole = formulaOf(made, schemas);
  const tree = translateFunction({ ...whole, inputs: [source, ...whole.inputs] });
  return {
    given: (...values) => made(inner(...values) as never, ...values),
    expression: substituteOperands(tree, [expression, ...inputNodes(names)]),
  };
}

function functionText(parameters: readonly string[], body: string): string {
  return `(${parameters.join(', ')}) => ${bodyText(body)}`;
}

test('a function that is not refused has the same result in Argo as in JavaScript', async ({ annotate }) => {
  const counts = { refused: 0, compared: 0 };
  const values = fc.array(formulaValues, { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(formulaBodies, fc.option(formulaBodies, { nil: undefined }), values, (body, outer, all) => {
      let found: Translated;
      try {
        found = translated(body, outer);
      } catch (error) {
        if (!(error instanceof PipelineError)) throw error;
        counts.refused += 1;
        return;
      }
      for (const one of all) counts.compared += compareValues({ ...found, names }, one);
    }),
    runs,
  );
  await annotate(`${counts.compared} values compared, ${counts.refused} functions refused`);
}, 7_200_000);
