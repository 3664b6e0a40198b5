import { binary, builtin, choice, fromJson, text } from '../expression/tree/expression-nodes.ts';
import { anyOf, integer } from '../expression/tree/nodes.ts';
import { type CallSite, captureSite, locate } from '../ir/call-site.ts';
import type { Formula, Source } from '../ir/graph.ts';
import { kindsOfSchema } from '../ir/json/kinds-of.ts';
import { operandNode } from '../ir/operand.ts';
import { schemaOf } from '../ir/outputs/schema-of.ts';
import type { Output, OutputHandle } from '../ir/surface/output.ts';
import { encodeValue } from '../ir/wire/encode-value.ts';
import { PipelineError } from '../pipeline-error.ts';
import { expressionSource } from './formulas/formula.ts';
import { createHandle, findSource } from './handles/handle.ts';
import { assertUsable } from './operands/assert-visible.ts';
import { nameKinds } from './operands/test-of.ts';
import { show } from './options/option-check.ts';
import { currentScope } from './tracing/trace-state.ts';
import { withCallerLocation } from './tracing/with-caller-location.ts';

/** Maximum length of a list that Argo's expressions can make. */
const MAXIMUM = 999_999;

/** Longer lists are written as an expression, to keep the manifest small. */
const LONGEST_LITERAL = 100;

/**
 * Returns the list of the integers from 0 up to a count, without the count itself: `range(3)` is `[0, 1, 2]`.
 *
 * The run fails if the count is negative, a fraction, or more than 999,999.
 *
 * @throws PipelineError `PIPELINE_INVALID_ARGUMENT`, `PIPELINE_OUTSIDE_BODY`, `PIPELINE_OUT_OF_SCOPE`
 * @example
 * ```ts
 * import { square } from './components.generated.ts';
 *
 * export default pipeline('squares', { count: 5 }, ({ count }) => ({
 *   squares: forEach(range(count), (x) => square({ x })),
 * }));
 * ```
 */
export function range(count: number | OutputHandle<number>): Output<number[]> {
  return withCallerLocation(range, () => {
    const scope = currentScope('range');
    const source = findSource(count);
    const site = captureSite(range);
    if (source === undefined) return createHandle<number[]>(constantRange(count, site));
    assertUsable(source, scope);
    const formula = rangeFormula(source, site);
    formula.verify?.();
    scope.formulas.push(formula);
    return createHandle<number[]>(expressionSource(formula));
  });
}

const SCHEMA = { type: 'array', items: { type: 'integer', minimum: 0 } } as const;

function constantRange(count: unknown, site: CallSite): Source {
  if (!Number.isInteger(count) || Number(count) < 0 || Number(count) > MAXIMUM)
    throw new PipelineError(
      'PIPELINE_INVALID_ARGUMENT',
      `range(...) takes an integer from 0 to ${MAXIMUM}, or an output, but got ${show(count)}.`,
    );
  const length = Number(count);
  // A literal without items would not say that they are numbers.
  if (length === 0 || length > LONGEST_LITERAL)
    return expressionSource({
      inputs: [],
      body: binary('..', integer(0), integer(length - 1)),
      site,
      schema: SCHEMA,
    });
  return {
    kind: 'literal',
    scope: undefined,
    text: encodeValue(Array.from({ length }, (_, index) => index)),
  };
}

function rangeFormula(source: Source, site: CallSite): Formula {
  const count = operandNode(0, source.kind === 'expression');
  const isWrong = anyOf([
    binary('<', count, integer(0)),
    binary('>', count, integer(MAXIMUM)),
    binary('!=', count, builtin('floor', count)),
  ]);
  // Argo shows the text in its message, because it is not JSON.
  const failure = fromJson(text(`range needs an integer from 0 to ${MAXIMUM}`));
  const list = binary('..', integer(0), binary('-', builtin('int', count), integer(1)));
  return {
    inputs: [source],
    body: choice(isWrong, failure, list),
    site,
    schema: SCHEMA,
    verify: () => assertNumber(source, site),
  };
}

function assertNumber(source: Source, site: CallSite): void {
  const kinds = kindsOfSchema(schemaOf(source));
  if (kinds === undefined || kinds.has('number')) return;
  throw new PipelineError(
    'PIPELINE_INVALID_ARGUMENT',
    `range(...) takes a number, but the output is ${nameKinds(kinds)}.`,
    { location: locate(site) },
  );
}
