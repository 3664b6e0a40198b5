import type { ExpressionNode } from '@tiphys/expression';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formulaBodies, formulaInputs, formulaValues } from '../../test/arbitrary-formula.ts';
import { bodyText, compareValues, formulaOf, functionOf, inputNodes } from '../../test/run-formula.ts';
import { copyConstant } from '../author/formulas/arrow-function.ts';
import { PipelineError } from '../pipeline-error.ts';
import { translateFunction } from './translate-function.ts';
import { substituteOperands } from './tree/formula-trees.ts';

const explored = process.env.TIPHYS_FORMULA_RUNS;
const runs = explored === undefined ? { numRuns: 800, seed: 1 } : { numRuns: Number(explored) };

/** Where a function gets a value from: an output, a constant in the list, or a variable that it captures. */
type Place = 'output' | 'listed' | 'captured';

const places = fc.array(fc.constantFrom<Place>('output', 'listed', 'captured'), {
  minLength: formulaInputs.length,
  maxLength: formulaInputs.length,
});

type AnyFunction = (...values: never[]) => unknown;

/** Translates a function, some of whose values are constants. */
function translated(body: string, from: readonly Place[], constants: readonly unknown[]): ExpressionNode {
  const named = formulaInputs.map((input, index) => ({ ...input, index, place: from[index] ?? 'output' }));
  const outputs = named.filter(({ place }) => place === 'output');
  const parameters = named.filter(({ place }) => place !== 'captured');
  const text = `(${parameters.map(({ name }) => name).join(', ')}) => ${bodyText(body)}`;
  // It is never called, so that its variables need not exist.
  const run = functionOf(text);
  const captured = new Map(
    named.flatMap(({ name, index, place }) =>
      place === 'captured' ? [[name, copyConstant(constants[index])] as const] : [],
    ),
  );
  const formula = {
    ...formulaOf(
      run,
      outputs.map(({ schema }) => schema),
    ),
    constants: {
      parameters: parameters.map(({ place, index }) =>
        place === 'listed' ? copyConstant(constants[index]) : undefined,
      ),
      captured,
      readAgain: () => captured,
    },
  };
  return substituteOperands(translateFunction(formula), inputNodes(outputs.map(({ name }) => name)));
}

test('a function of constants and outputs has the same result in Argo as in JavaScript', async ({
  annotate,
}) => {
  const counts = { refused: 0, compared: 0 };
  const names = formulaInputs.map(({ name }) => name);
  const values = fc.array(formulaValues, { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(formulaBodies, places, values, (body, from, all) => {
      const [constants = []] = all;
      let expression: ExpressionNode;
      try {
        expression = translated(body, from, constants);
      } catch (error) {
        if (!(error instanceof PipelineError)) throw error;
        counts.refused += 1;
        return;
      }
      const given: AnyFunction = functionOf(`(${names.join(', ')}) => ${bodyText(body)}`);
      for (const one of all) {
        const mixed = one.map((value, index) => (from[index] === 'output' ? value : constants[index]));
        counts.compared += compareValues({ given, expression, names }, mixed);
      }
    }),
    runs,
  );
  expect(counts.compared).toBeGreaterThan(counts.refused);
  await annotate(`${counts.compared} values compared, ${counts.refused} functions refused`);
}, 7_200_000);
