import type { CallSite } from '../../ir/call-site.ts';
import { type Constant, findRefused } from '../../ir/constant.ts';
import { variableOf } from '../../ir/describe-source.ts';
import type { ExpressionSource, Formula, Scope, Source } from '../../ir/graph.ts';
import { operandNode } from '../../ir/operand.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';
import type { NoOutput, OutputHandle } from '../../ir/surface/output.ts';
import type { Problem } from '../../ir/surface/problem.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { findSource } from '../handles/handle.ts';
import { assertUsable } from '../operands/assert-visible.ts';
import { innermostScope } from '../tracing/innermost-scope.ts';
import { copyConstant, readArrow } from './arrow-function.ts';

/** The types of the values that a function of a list gets: those behind outputs, and constants themselves. */
export type ValuesOf<TInputs> = {
  readonly [K in keyof TInputs]: TInputs[K] extends OutputHandle<infer T> ? T : TInputs[K];
};

/** The list before a function, where items that are neither outputs nor constants have the type of a problem. */
export type Listed<TInputs> = {
  readonly [K in keyof TInputs]: TInputs[K] extends OutputHandle<unknown>
    ? TInputs[K]
    : TInputs[K] extends NoOutput
      ? Problem<'This has no result: its function returns nothing.'>
      : TInputs[K] extends ((...values: never[]) => unknown) | bigint | symbol | Date
        ? Problem<'List outputs and constants: strings, numbers, booleans, null, lists and plain objects.'>
        : TInputs[K];
};

/** Creates the formula of a function of outputs and constants. */
export function createFormula(
  list: readonly unknown[],
  body: unknown,
  place: { readonly scope: Scope; readonly site: CallSite; readonly called: string },
): Formula {
  const { called, site, scope } = place;
  if (typeof body !== 'function') {
    throw new PipelineError(
      'PIPELINE_NOT_A_FUNCTION',
      `${called} needs a function after the list: ${called}([sum], (s) => ...).`,
    );
  }
  const { run, constants } = readArrow(body, { called, site });
  if (!Array.isArray(list)) {
    throw new PipelineError(
      'PIPELINE_NOT_A_LIST',
      `Pass the outputs as a list: ${exampleOf(called, list, run)}.`,
    );
  }
  const inputs: Source[] = [];
  const parameters = (list as readonly unknown[]).map((value, index) => {
    const source = findSource(value);
    if (source === undefined) return readListed(value, index);
    assertUsable(source, scope);
    inputs.push(source);
    return undefined;
  });
  const formula: Formula = {
    inputs,
    body: run,
    site,
    constants: { ...constants, parameters: [...constants.parameters, ...parameters] },
    schema: {},
  };
  scope.formulas.push(formula);
  return formula;
}

/** Reads a constant in the list. */
function readListed(value: unknown, index: number): Constant {
  const constant = copyConstant(value);
  const found = findRefused(constant);
  if (found === undefined) return constant;
  const place = found.path.length === 0 ? '' : `.${found.path.join('.')}`;
  throw new PipelineError(
    'PIPELINE_NOT_AN_OUTPUT',
    `Item ${index + 1}${place} of the list before the function is ${found.part.what}. The list can have outputs and constants: strings, numbers, booleans, null, and lists and plain objects of them.`,
  );
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
  return { kind: 'expression', scope: innermostScope(formula.inputs), formula };
}
