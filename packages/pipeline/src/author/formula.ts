import type { CallSite } from '../ir/call-site.ts';
import { variableOf } from '../ir/describe-source.ts';
import type { ExpressionSource, Formula, Scope, Source } from '../ir/graph.ts';
import { operandNode } from '../ir/operand.ts';
import { schemaOf } from '../ir/schema-of.ts';
import type { OutputHandle } from '../ir/surface/output.ts';
import { PipelineError } from '../pipeline-error.ts';
import { findSource } from './handles/handle.ts';
import { assertUsable } from './operands/assert-visible.ts';

/** The types of the values behind a list of outputs. */
export type ValuesOf<TInputs> = {
  readonly [K in keyof TInputs]: TInputs[K] extends OutputHandle<infer T> ? T : never;
};

/** Creates the formula of a function of outputs. */
export function createFormula(
  inputs: readonly OutputHandle<unknown>[],
  body: Formula['body'],
  place: { readonly scope: Scope; readonly site: CallSite; readonly called: 'expr' | 'when' },
): Formula {
  const { called } = place;
  if (typeof body !== 'function') {
    throw new PipelineError(
      'PIPELINE_NOT_A_FUNCTION',
      `${called} needs a function after the list: ${called}([sum], (s) => ...).`,
    );
  }
  if (!Array.isArray(inputs)) {
    throw new PipelineError(
      'PIPELINE_NOT_A_LIST',
      `Pass the outputs as a list: ${exampleOf(called, inputs, body)}.`,
    );
  }
  // The types of the function guarantee it.
  const sources = (inputs as readonly OutputHandle<unknown>[]).map((input) => {
    const source = findSource(input);
    if (source === undefined) {
      throw new PipelineError(
        'PIPELINE_NOT_AN_OUTPUT',
        'The list before the function contains a value that is not an output. List outputs only, and write constants as literals in the function.',
      );
    }
    assertUsable(source, place.scope);
    return source;
  });
  const formula = { inputs: sources, body, site: place.site, schema: {} };
  place.scope.formulas.push(formula);
  return formula;
}

/** Returns a correct call for the message, with the parameter name that the user's function has. */
function exampleOf(called: string, input: unknown, body: (...values: never[]) => unknown): string {
  const source = findSource(input);
  const output = source === undefined ? 'output' : variableOf(source);
  const parameter = /^\(?\s*([\w$]+)\s*(?::[^,()]*)?\)?\s*=>/.exec(String(body))?.[1] ?? 'value';
  return `${called}([${output}], (${parameter}) => ...)`;
}

/** Creates a formula whose value is that of a source. */
export function identityFormula(source: Source, site: CallSite): Formula {
  if (source.kind === 'expression') return source.formula;
  return { inputs: [source], body: operandNode(0), site, schema: schemaOf(source) };
}

/** Creates the source of a computed value. It belongs to the scope of its innermost input. */
export function expressionSource(formula: Formula): ExpressionSource {
  let scope: Scope | undefined;
  for (const { scope: other } of formula.inputs) {
    if (other !== undefined && (scope === undefined || other.depth > scope.depth)) scope = other;
  }
  return { kind: 'expression', scope, formula };
}
